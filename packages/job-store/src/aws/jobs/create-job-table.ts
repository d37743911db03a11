import type { JobTable } from '../../port/job-table.ts';
import { getCancellation, requestCancel } from './cancel-job.ts';
import { claimJob } from './claim-job.ts';
import { createJob } from './create-job.ts';
import { listDue, postponeDue, settle } from './due-jobs.ts';
import { cancelAttempt, failAttempt, releaseAttempt, retryAttempt, succeedAttempt } from './end-attempt.ts';
import { extendLease } from './extend-lease.ts';
import { createJobsTableAccess, type JobsTableSettings } from './jobs-table-access.ts';
import { retryFailedJob } from './retry-failed-job.ts';

/** The jobs table on DynamoDB. */
export function createJobTable(settings: JobsTableSettings): JobTable {
  const table = createJobsTableAccess(settings);
  return {
    createJob: (job) => createJob(table, job),
    getJob: async (jobId) => (await table.read(jobId))?.job,
    claimJob: (jobId, claim) => claimJob(table, jobId, claim),
    extendLease: (attempt, heartbeat) => extendLease(table, attempt, heartbeat),
    succeedAttempt: (attempt, result) => succeedAttempt(table, attempt, result),
    failAttempt: (attempt, error) => failAttempt(table, attempt, error),
    retryAttempt: (attempt, error, delayMs) => retryAttempt(table, attempt, error, delayMs),
    releaseAttempt: (attempt) => releaseAttempt(table, attempt),
    cancelAttempt: (attempt) => cancelAttempt(table, attempt),
    requestCancel: (jobId, owner) => requestCancel(table, jobId, owner),
    retryFailedJob: (jobId, attempts) => retryFailedJob(table, jobId, attempts),
    listDue: (query) => listDue(settings, query),
    postponeDue: (jobId, version, delayMs) => postponeDue(table, jobId, version, delayMs),
    getCancellation: (jobId) => getCancellation(table, jobId),
    settle: (jobId, version) => settle(table, jobId, version),
  };
}
