import type { JobRecord } from '@jobs/job-store';
import { isTerminal, type JobStatus } from '@jobs/shared-contracts';

/** What a job was submitted to start after, and what it does when one of them ends otherwise than it wants. */
export interface Wait {
  readonly after: readonly string[];
  readonly afterFailure: 'cancel' | 'run';
}

/** The states that a job has had, one after another. */
type StatesOf = (jobId: string) => readonly JobStatus[];

/** What is wrong with a write of a job that waits for others, or did. */
export function waitFault(
  before: JobRecord | undefined,
  after: JobRecord,
  { after: awaited, afterFailure }: Wait,
  statesOf: StatesOf,
): string | undefined {
  const { jobId, status, error } = after;
  if (status === 'CANCELLED' && error?.code === 'after-failed') {
    const hasFailed = awaited.some((one) => statesOf(one).some((state) => isTerminal(state) && state !== 'SUCCEEDED'));
    return afterFailure === 'cancel' && hasFailed ? undefined : `${jobId} was cancelled, and none has failed`;
  }
  const isOver = after.waitsFor === undefined && status !== 'CANCELLED';
  const isBegun = isOver && (before === undefined || before.waitsFor !== undefined || before.attempt !== after.attempt);
  if (!isBegun) return undefined;
  const missing = awaited.find((one) => {
    const states = statesOf(one);
    // One that has succeeded stays so. One that had ended may have been redriven since.
    return afterFailure === 'run' ? !states.some(isTerminal) : states.at(-1) !== 'SUCCEEDED';
  });
  return missing === undefined ? undefined : `${jobId} waits no more, and ${missing} is ${statesOf(missing).at(-1)}`;
}
