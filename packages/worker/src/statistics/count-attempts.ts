import type { EndOutcome, JobTable } from '@jobs/job-store';
import { waitedMs } from '../run-job/waited-ms.ts';
import type { StatisticsRecorder } from './statistics-recorder.ts';

/** The jobs table, counting what its writes say of waits and ends. Counting takes no time and never fails. */
export function countAttempts(jobs: JobTable, { waited, ended }: StatisticsRecorder): JobTable {
  const counted = async (ending: Promise<EndOutcome>) => {
    const end = await ending;
    if (end.outcome !== 'stale') ended(end.job.status);
    return end;
  };
  return {
    ...jobs,
    claimJob: async (jobId, claim) => {
      const outcome = await jobs.claimJob(jobId, claim);
      if (outcome.outcome === 'claimed') waited(waitedMs(outcome));
      // Its last worker was lost, and this one has ended it.
      if (outcome.outcome === 'exhausted' || outcome.outcome === 'cancelled') ended(outcome.job.status);
      return outcome;
    },
    succeedAttempt: (attempt, result) => counted(jobs.succeedAttempt(attempt, result)),
    failAttempt: (attempt, error) => counted(jobs.failAttempt(attempt, error)),
    retryAttempt: (attempt, error, delayMs) => counted(jobs.retryAttempt(attempt, error, delayMs)),
    cancelAttempt: (attempt) => counted(jobs.cancelAttempt(attempt)),
    releaseAttempt: (attempt) => counted(jobs.releaseAttempt(attempt)),
  };
}
