import type { StateWrite } from './history.ts';

/** When the reconciler looks whether a message stands for a waiting job: as `MESSAGE_DUE_MS` of the job store. */
const DUE_AFTER_MS = 2 * 60_000;

/**
 * Of jobs whose first message was not sent by those who stored them: how long after they were due the reconciler sent
 * one, in milliseconds.
 */
export function lostDispatches(
  writes: readonly StateWrite[],
  firstSent: ReadonlyMap<string, number>,
): readonly number[] {
  return writes.flatMap(({ jobId, version, at }) => {
    const sentAt = firstSent.get(jobId);
    if (version !== 1 || sentAt === undefined || sentAt < at + DUE_AFTER_MS) return [];
    return [sentAt - at - DUE_AFTER_MS];
  });
}
