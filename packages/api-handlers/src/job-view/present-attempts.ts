import type { AttemptRecord, JobRecord } from '@jobs/job-store';
import { LIMITS, type AttemptView } from '@jobs/shared-contracts';

/** The history of a job's attempts, where it has one. */
export function presentAttempts(job: JobRecord): { readonly attempts?: AttemptView[] } {
  const shown = job.attempts.slice(-LIMITS.shownAttempts);
  if (shown.length === 0) return {};
  const first = job.attempt - shown.length + 1;
  return { attempts: shown.map((attempt, index) => presentAttempt(job, attempt, first + index)) };
}

function presentAttempt(job: JobRecord, { startedAt, endedAt, outcome, error }: AttemptRecord, attempt: number) {
  const isRunning = job.status === 'RUNNING' && attempt === job.attempt;
  // Who was lost could not say so: the next attempt, or the end of the job, does.
  const known = outcome ?? (isRunning ? undefined : ('lost' as const));
  return {
    attempt,
    startedAt: new Date(startedAt).toISOString(),
    ...(endedAt !== undefined && { endedAt: new Date(endedAt).toISOString() }),
    ...(known && { outcome: known }),
    ...(error && { error }),
  };
}
