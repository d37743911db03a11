import type { JobRecord, JobTable, Written } from '@jobs/job-store';
import { findJobType } from '@jobs/shared-contracts';
import { JobNotFailedError, JobNotFoundError, JobTypeNotFoundError } from '../errors.ts';
import type { Logger } from '../logging/create-logger.ts';
import { dispatchRetried, type DispatchDependencies } from './dispatch-retried.ts';

export interface RetryJobDependencies extends DispatchDependencies {
  readonly jobs: Pick<JobTable, 'getJob' | 'retryFailedJob' | 'takePlace'>;
}

export interface Retry {
  readonly jobId: string;
  /** Whose job it must be; undefined when an operator retries it. */
  readonly owner: string | undefined;
  /** How long it waits before it begins, so that many that are retried together do not; 0 to 900. */
  readonly delaySeconds?: number;
  readonly log: Logger;
}

/**
 * Queues a FAILED job again, with all the attempts of its type. Its dead letter stays where it is: a redrive finds that
 * it is obsolete, or, should the job fail again, that it stands for that.
 */
export async function retryJob(
  deps: RetryJobDependencies,
  { jobId, owner, delaySeconds = 0, log }: Retry,
): Promise<JobRecord> {
  // A job never changes hands, so that this still holds when it is retried.
  const found = await deps.jobs.getJob(jobId);
  if (!found || (owner !== undefined && found.owner !== owner)) throw new JobNotFoundError(jobId);
  const jobType = findJobType(found.type);
  if (!jobType) throw new JobTypeNotFoundError();
  const retry = await deps.jobs.retryFailedJob(jobId, jobType.maxAttempts, delaySeconds * 1000);
  if (retry.outcome === 'not-found') throw new JobNotFoundError(jobId);
  if (retry.outcome === 'not-failed') throw new JobNotFailedError(jobId, retry.job.status);
  await dispatch(deps, retry, delaySeconds, log);
  return retry.job;
}

/** The job is QUEUED already, so a failure here is not the caller's: the reconciler finds the job and dispatches it. */
async function dispatch(deps: RetryJobDependencies, retried: Written, delaySeconds: number, log: Logger) {
  try {
    await dispatchRetried(deps, retried, delaySeconds);
  } catch (error) {
    log.warn({ jobId: retried.job.jobId, err: error }, 'queued but not dispatched: the reconciler will do it');
  }
}
