import type { HeldJobs } from '../../port/held-jobs.ts';
import type { JobOrder } from '../../port/job-order.ts';
import type { JobTable } from '../../port/job-table.ts';
import { getCancellation, requestCancel } from './cancel-job.ts';
import { claimJob } from './claim-job.ts';
import { createJob } from './create-job.ts';
import { postponeDue, settle } from './due-jobs.ts';
import { cancelAttempt, failAttempt, releaseAttempt, retryAttempt, succeedAttempt } from './end-attempt.ts';
import { extendLease } from './extend-lease.ts';
import type { JobsTableAccess } from './jobs-table-access.ts';
import { queueScheduled } from './queue-scheduled.ts';
import { beginPurge, finishPurge } from './purge-job.ts';
import { releaseHeld } from './release-held.ts';
import { retryFailedJob } from './retry-failed-job.ts';
import { cancelWaiting, markAwaited, startWaiting } from './waiting-job.ts';
import { watchJob } from './watch-job.ts';

/** What is done to one job, over whatever gives conditional writes and consistent reads. */
export function createJobOperations(
  table: JobsTableAccess,
): Omit<JobTable, 'listDue' | keyof JobOrder | keyof HeldJobs> {
  return {
    createJob: (job) => createJob(table, job),
    getJob: async (jobId) => (await table.read(jobId))?.job,
    queueScheduled: (job) => queueScheduled(table, job),
    releaseHeld: (job, slot) => releaseHeld(table, job, slot),
    startWaiting: (job) => startWaiting(table, job),
    cancelWaiting: (jobId, error) => cancelWaiting(table, jobId, error),
    markAwaited: (jobId) => markAwaited(table, jobId),
    claimJob: (jobId, claim) => claimJob(table, jobId, claim),
    extendLease: (attempt, heartbeat) => extendLease(table, attempt, heartbeat),
    succeedAttempt: (attempt, result) => succeedAttempt(table, attempt, result),
    failAttempt: (attempt, error) => failAttempt(table, attempt, error),
    retryAttempt: (attempt, error, delayMs) => retryAttempt(table, attempt, error, delayMs),
    releaseAttempt: (attempt) => releaseAttempt(table, attempt),
    cancelAttempt: (attempt) => cancelAttempt(table, attempt),
    requestCancel: (jobId, owner) => requestCancel(table, jobId, owner),
    watchJob: (jobId, owner) => watchJob(table, jobId, owner),
    retryFailedJob: (jobId, attempts, delayMs) => retryFailedJob(table, jobId, attempts, delayMs),
    beginPurge: (jobId, owner) => beginPurge(table, jobId, owner),
    finishPurge: (jobId) => finishPurge(table, jobId),
    postponeDue: (jobId, version, delayMs) => postponeDue(table, jobId, version, delayMs),
    getCancellation: (jobId) => getCancellation(table, jobId),
    settle: (jobId, version) => settle(table, jobId, version),
  };
}
