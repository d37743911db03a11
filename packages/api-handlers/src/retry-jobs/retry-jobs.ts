import type { JobLists, JobRecord } from '@jobs/job-store';
import { LIMITS, type RetryJobsOutcome, type RetryJobsRequest } from '@jobs/shared-contracts';
import { JobNotFailedError, JobNotFoundError, JobTypeNotFoundError } from '../errors.ts';
import { nextCursorOf, readFailureQuery } from '../http/list-query.ts';
import { presentToOperator } from '../job-view/present-to-operator.ts';
import type { Logger } from '../logging/create-logger.ts';
import { delaySecondsOf } from '../redrive-dead-letters/delay-seconds.ts';
import { retryJob, type RetryJobDependencies } from '../retry-job/retry-job.ts';

export interface RetryJobsDependencies extends RetryJobDependencies {
  readonly jobLists: Pick<JobLists, 'listFailures'>;
}

const DEFAULT_JOBS = 10;
/** Jobs that are retried side by side. */
const BATCH = 10;

/**
 * Queues the failed jobs that fit again, those of one page. Each is one conditional write, FAILED → QUEUED, so that a job
 * which somebody else retries at the same time runs once: whatever is sent again finds other jobs, or none.
 * @throws {ValidationFailedError} naming what is no filter
 */
export async function retryJobs(
  deps: RetryJobsDependencies,
  { maxJobs = DEFAULT_JOBS, maxPerSecond, dryRun = false, ...filter }: RetryJobsRequest,
  log: Logger,
): Promise<RetryJobsOutcome> {
  const page = await deps.jobLists.listFailures(readFailureQuery({ ...filter, limit: String(maxJobs) }));
  const outcome = { matched: page.jobs.length, retried: 0, skipped: 0 };
  const wanted = dryRun ? [] : page.jobs;
  for (let from = 0; from < wanted.length; from += BATCH) {
    const retries = wanted
      .slice(from, from + BATCH)
      .map((job, index) => retryUnlessChanged(deps, job, delaySecondsOf(from + index, maxPerSecond), log));
    for (const retried of await Promise.all(retries)) outcome[retried ? 'retried' : 'skipped'] += 1;
  }
  return { ...outcome, sample: page.jobs.slice(0, LIMITS.sampledJobs).map(presentToOperator), ...nextCursorOf(page) };
}

async function retryUnlessChanged(
  deps: RetryJobsDependencies,
  { jobId }: JobRecord,
  delaySeconds: number,
  log: Logger,
): Promise<boolean> {
  try {
    await retryJob(deps, { jobId, owner: undefined, delaySeconds, log });
    return true;
  } catch (error) {
    const isGone =
      error instanceof JobNotFailedError || error instanceof JobNotFoundError || error instanceof JobTypeNotFoundError;
    if (isGone) return false;
    throw error;
  }
}
