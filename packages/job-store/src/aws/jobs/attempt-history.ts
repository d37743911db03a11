import { LIMITS, type JobError } from '@jobs/shared-contracts';
import type { AttemptRecord, JobRecord } from '../../port/job-record.ts';

export type WrittenAttemptOutcome = NonNullable<AttemptRecord['outcome']>;

/** The history once the last of these attempts has ended, without those that are too old. */
export function withLastEnded(
  attempts: readonly AttemptRecord[],
  outcome: WrittenAttemptOutcome,
  { updatedAt, error }: Partial<JobRecord>,
): readonly AttemptRecord[] {
  const last = attempts.at(-1);
  if (!last || updatedAt === undefined) return attempts;
  const ended = { ...last, endedAt: updatedAt, outcome, ...(error && { error: cutShort(error) }) };
  return [...attempts.slice(0, -1), ended].slice(-LIMITS.shownAttempts);
}

/** Every update pays for the whole item. */
function cutShort({ code, message }: JobError): NonNullable<AttemptRecord['error']> {
  const isLong = message.length > LIMITS.attemptErrorCharacters;
  return { code, message: isLong ? `${message.slice(0, LIMITS.attemptErrorCharacters - 1)}…` : message };
}
