import { randomBytes } from 'node:crypto';
import {
  jobEventOf,
  messageFor,
  payloadKeys,
  type JobEvents,
  type JobQueues,
  type JobRecord,
  type JobTable,
  type PayloadStore,
  type StoredPayload,
  type WebhookSecrets,
} from '@jobs/job-store';
import { DEFAULT_WEBHOOK_EVENTS, LIMITS, queueName, type JsonValue } from '@jobs/shared-contracts';
import { IdempotencyKeyReusedError } from '../errors.ts';
import type { Logger } from '../logging/create-logger.ts';
import { checkSubmission, type CheckedSubmission } from './check-submission.ts';
import { checkUploads } from './check-uploads.ts';
import { checkWebhook } from './check-webhook.ts';
import { jobIdOfKey, requestHash } from './request-hash.ts';
import { holdUniqueKey, type HoldUniqueKeyDependencies } from './hold-unique-key.ts';
import { findUploadReferences } from './upload-references.ts';
import { watchForOwner, type WatchForOwnerDependencies } from './watch-for-owner.ts';

export interface SubmitJobDependencies extends WatchForOwnerDependencies, HoldUniqueKeyDependencies {
  readonly jobs: Pick<JobTable, 'createJob' | 'getJob' | 'watchJob' | 'requestCancel'>;
  readonly queues: Pick<JobQueues, 'sendMessages'>;
  readonly events: JobEvents;
  readonly payloads: Pick<PayloadStore, 'putJson' | 'findUpload'>;
  readonly webhookSecrets: Pick<WebhookSecrets, 'listSecrets'>;
  /** Whether a webhook may lead to this machine. */
  readonly allowLoopback: boolean;
  readonly eventSource: string;
  readonly now: () => number;
}

export interface Submission {
  readonly owner: string;
  readonly body: unknown;
  readonly idempotencyKey?: string;
  readonly traceparent: string;
  readonly log: Logger;
}

export interface SubmitJobOutcome {
  readonly job: JobRecord;
  /** An earlier request with the same Idempotency-Key made the job. */
  readonly replayed: boolean;
  /** Another job with the same unique key has not ended: it is this one. */
  readonly reused: boolean;
}

/** Where jobs go that say nothing else. */
const DEFAULT_PRIORITY = 'standard';

/** Payloads are kept for a day longer than jobs are. */
const LONG_AHEAD_MS = 24 * 60 * 60 * 1000;

/** Stores a job for good, and then has it run. Nothing is stored of a request that is refused. */
export async function submitJob(deps: SubmitJobDependencies, submission: Submission): Promise<SubmitJobOutcome> {
  const { owner, body, idempotencyKey } = submission;
  const now = deps.now();
  const checked = checkSubmission(body, now);
  const hash = requestHash(checked.request);
  const jobId = idempotencyKey === undefined ? newJobId() : jobIdOfKey(owner, idempotencyKey);

  // Looked for before uploads are: a replay is answered alike even when an upload has expired meanwhile.
  const earlier = idempotencyKey === undefined ? undefined : await deps.jobs.getJob(jobId);
  if (earlier) return replayOf(earlier, hash);

  await checkWebhook(deps, owner, checked.request.webhook);
  await checkUploads(deps.payloads, owner, findUploadReferences(checked.input), checked.runAt ?? now);
  const candidate = { ...submission, jobId, request: checked.request, startsAt: checked.runAt ?? now };
  const active = await holdUniqueKey(deps, candidate);
  if (active) return { job: active, replayed: false, reused: true };

  const created = await deps.jobs.createJob({
    ...newJob(checked, submission),
    jobId,
    requestHash: hash,
    input: await storeInput(deps.payloads, inputKeyOf(jobId, hash, checked.runAt, now), checked.input),
  });
  // With a random id, a job that "exists" is this very one: only the answer to an earlier put was lost.
  if (created.outcome === 'exists' && idempotencyKey !== undefined) return replayOf(created.job, hash);

  const job = await watchForOwner(deps, created.job, submission.log);
  await dispatch(deps, job, submission.log);
  return { job, replayed: false, reused: false };
}

const newJobId = () => `job_${randomBytes(16).toString('hex')}`;

function newJob({ request, jobType, runAt }: CheckedSubmission, { owner, traceparent }: Submission) {
  return {
    owner,
    type: jobType.name,
    lane: request.priority ?? DEFAULT_PRIORITY,
    maxAttempts: request.maxAttempts ?? jobType.maxAttempts,
    tags: request.tags ?? {},
    ...(runAt !== undefined && { runAt }),
    ...(request.webhook && {
      webhook: { url: request.webhook.url, events: request.webhook.events ?? DEFAULT_WEBHOOK_EVENTS },
    }),
    traceparent,
  } as const;
}

function replayOf(job: JobRecord, hash: string): SubmitJobOutcome {
  if (job.requestHash !== hash) throw new IdempotencyKeyReusedError(job.jobId);
  return { job, replayed: true, reused: false };
}

/** A job is kept after its start for as long as others are after their submission, and so must be its input. */
function inputKeyOf(jobId: string, hash: string, runAt: number | undefined, now: number): string {
  const startsSoon = (runAt ?? now) - now <= LONG_AHEAD_MS;
  return startsSoon ? payloadKeys.input(jobId, hash) : payloadKeys.scheduledInput(jobId, hash);
}

async function storeInput(
  payloads: SubmitJobDependencies['payloads'],
  key: string,
  input: JsonValue,
): Promise<StoredPayload> {
  const sizeBytes = Buffer.byteLength(JSON.stringify(input));
  return sizeBytes <= LIMITS.inlineInputBytes ? { inline: input } : payloads.putJson(key, input);
}

/**
 * Publishes, then sends: a message implies that the event of its job was published. The job is stored already, so a
 * failure here is not the caller's: the reconciler finds the job and dispatches it.
 */
async function dispatch({ events, queues, eventSource, now }: SubmitJobDependencies, job: JobRecord, log: Logger) {
  try {
    await events.publish([jobEventOf(job, eventSource)]);
    if (job.status === 'SCHEDULED') return;
    await queues.sendMessages(queueName(job.type, job.lane), [messageFor(job, now())]);
  } catch (error) {
    log.warn({ jobId: job.jobId, err: error }, 'stored but not dispatched: the reconciler will do it');
  }
}
