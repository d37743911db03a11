import { INDEX_SHARDS } from '@jobs/shared-contracts';
import type { DueRead, StateWrite } from './history.ts';

/** When the reconciler looks whether a message stands for a waiting job: as `MESSAGE_DUE_MS` of the job store. */
const DUE_AFTER_MS = 2 * 60_000;

interface LostDispatch {
  /** From when the job was due. */
  readonly waitedMs: number;
  /** Runs of the reconciler that could have found it: the one that dispatched it is the last of them. */
  readonly runs: number;
}

/** Of each job whose first message was not sent by those who stored it: how the reconciler came to send one. */
export function lostDispatches(
  writes: readonly StateWrite[],
  firstSent: ReadonlyMap<string, number>,
  dueReads: readonly DueRead[],
): readonly LostDispatch[] {
  return writes.flatMap(({ jobId, version, at }) => {
    const sentAt = firstSent.get(jobId);
    const dueAt = at + DUE_AFTER_MS;
    if (version !== 1 || sentAt === undefined || sentAt < dueAt) return [];
    const runs = dueReads.filter((read) => read.shard === shardOf(jobId) && read.at > dueAt && read.at <= sentAt);
    return [{ waitedMs: sentAt - dueAt, runs: runs.length }];
  });
}

/** As the job store names it. */
const shardOf = (jobId: string) => `due#${Number.parseInt(jobId.slice(-4), 16) % INDEX_SHARDS}`;
