import {
  eventTypeOf,
  isTerminal,
  PROGRESS_EVENT,
  wantsStatus,
  type JobEvent,
  type JobSummary,
} from '@jobs/shared-contracts';
import type { JobRecord } from './job-record.ts';

const rfc3339 = (ms: number) => new Date(ms).toISOString();

/** What clients and subscribers see of every job: no input, no result, nothing internal. */
export function summaryOf(job: JobRecord): JobSummary {
  return {
    id: job.jobId,
    type: job.type,
    status: job.status,
    priority: job.lane,
    attempt: job.attempt,
    maxAttempts: job.maxAttempts,
    ...(job.progress && { progress: job.progress }),
    ...(job.error && { error: job.error }),
    tags: job.tags,
    createdAt: rfc3339(job.createdAt),
    ...(job.runAt !== undefined && { runAt: rfc3339(job.runAt) }),
    ...(job.batchId !== undefined && { batchId: job.batchId }),
    ...(job.batchIndex !== undefined && { batchIndex: job.batchIndex }),
    ...(job.status === 'SCHEDULED' && job.waitsFor && { waitsFor: [...job.waitsFor] }),
    ...(job.heldLine !== undefined && { heldBy: 'limit' as const }),
    ...(job.startedAt !== undefined && { startedAt: rfc3339(job.startedAt) }),
    ...(job.finishedAt !== undefined && { finishedAt: rfc3339(job.finishedAt) }),
    updatedAt: rfc3339(job.updatedAt),
    ...(job.cancelRequestedAt !== undefined && { cancelRequestedAt: rfc3339(job.cancelRequestedAt) }),
    version: job.version,
  };
}

/** The event of the state that the job is in. The same state gives the same event, whoever publishes it. */
export function jobEventOf(job: JobRecord, source: string): JobEvent {
  return {
    specversion: '1.0',
    id: `${job.jobId}.${job.version}`,
    source,
    type: eventTypeOf(job.status),
    subject: job.jobId,
    time: rfc3339(job.updatedAt),
    datacontenttype: 'application/json',
    owner: job.owner,
    ...(job.webhook && wantsStatus(job.webhook, job.status) && { webhook: true as const }),
    ...(isWatched(job) && { watched: true as const }),
    ...(isToBeSettled(job) && { settles: true as const }),
    ...(job.traceparent && { traceparent: job.traceparent }),
    data: summaryOf(job),
  };
}

/**
 * Its end; and that it waits again after an attempt, since what has failed may have been retried. And that it waits for a
 * slot of its limit, which are given away where ends are settled.
 */
const isToBeSettled = ({ settles, status, attempt, heldLine }: JobRecord) =>
  heldLine !== undefined || (settles === true && (isTerminal(status) || (status !== 'RUNNING' && attempt > 0)));

/** By its own times and no clock, so that whoever publishes a state says the same of it. */
const isWatched = ({ watchedUntil = 0, updatedAt }: JobRecord) => watchedUntil > updatedAt;

/**
 * The event of a change without a change of status, for those who watch the job: others learn of it when they ask.
 * Undefined when nobody watches.
 */
export function progressEventOf(job: JobRecord, source: string): JobEvent | undefined {
  if (!isWatched(job)) return undefined;
  const { webhook: _webhook, settles: _settles, ...event } = jobEventOf(job, source);
  return { ...event, type: PROGRESS_EVENT };
}
