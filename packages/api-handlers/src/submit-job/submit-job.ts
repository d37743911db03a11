import { randomBytes } from 'node:crypto';
import {
  jobEventOf,
  messageFor,
  payloadKeys,
  queueOf,
  type JobEvents,
  type JobQueues,
  type JobRecord,
  type JobTable,
  type PayloadStore,
  type StoredPayload,
  type WebhookSecrets,
} from '@jobs/job-store';
import { DEFAULT_WEBHOOK_EVENTS, LIMITS, type JsonValue } from '@jobs/shared-contracts';
import { IdempotencyKeyReusedError } from '../errors.ts';
import { attachFollower, type AttachFollowerDependencies } from '../follow-ups/attach-follower.ts';
import { declaredLimits, limitKeyOf, type LimitsOf } from '../limits/declared-limits.ts';
import { capsOf } from '../limits/grant-slot.ts';
import { withinQuotas, type QuotaDependencies } from '../limits/quotas.ts';
import type { Logger } from '../logging/create-logger.ts';
import { checkAwaited } from './check-awaited.ts';
import { checkSubmission, type CheckedSubmission } from './check-submission.ts';
import { checkUploads } from './check-uploads.ts';
import { checkWebhook } from './check-webhook.ts';
import { jobIdOfKey, requestHash } from './request-hash.ts';
import { holdUniqueKey, type HoldUniqueKeyDependencies } from './hold-unique-key.ts';
import { takePlace } from './take-place.ts';
import { findUploadReferences } from './upload-references.ts';
import { watchForOwner, type WatchForOwnerDependencies } from './watch-for-owner.ts';

export interface SubmitJobDependencies
  extends WatchForOwnerDependencies, HoldUniqueKeyDependencies, AttachFollowerDependencies, QuotaDependencies {
  readonly jobs: HoldUniqueKeyDependencies['jobs'] &
    AttachFollowerDependencies['jobs'] &
    Pick<JobTable, 'createJob' | 'watchJob' | 'takePlace'>;
  readonly queues: Pick<JobQueues, 'sendMessages'>;
  readonly events: JobEvents;
  readonly payloads: Pick<PayloadStore, 'putJson' | 'findUpload'>;
  readonly webhookSecrets: Pick<WebhookSecrets, 'listSecrets'>;
  /** Whether a webhook may lead to this machine. */
  readonly allowLoopback: boolean;
  readonly eventSource: string;
  readonly now: () => number;
  /** As the job types' declarations say by default. */
  readonly limitsOf?: LimitsOf | undefined;
}

export interface Submission {
  readonly owner: string;
  readonly body: unknown;
  readonly idempotencyKey?: string;
  /** Of a batch: then the job's id follows from it, so that it is made once however often this is repeated. */
  readonly member?: { readonly jobId: string; readonly batchId: string; readonly batchIndex: number };
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
  const { owner, body, idempotencyKey, member } = submission;
  const now = deps.now();
  const checked = checkSubmission(body, now);
  const hash = requestHash(checked.request);
  const knownId = member?.jobId ?? (idempotencyKey === undefined ? undefined : jobIdOfKey(owner, idempotencyKey));
  const jobId = knownId ?? newJobId();

  // Looked for before uploads are: a replay is answered alike even when an upload has expired meanwhile.
  const earlier = knownId === undefined ? undefined : await deps.jobs.getJob(jobId);
  if (earlier) return replayOf(earlier, hash);

  await checkWebhook(deps, owner, checked.request.webhook);
  const uploadsUsableUntil = await checkUploads(
    deps.payloads,
    owner,
    findUploadReferences(checked.input),
    checked.runAt ?? now,
  );
  const wait = await checkAwaited(deps.jobs, owner, checked.request, { now, uploadsUsableUntil });
  const candidate = { ...submission, jobId, request: checked.request, startsAt: checked.runAt ?? now };
  return withinQuotas(deps, candidate, (quotaKey) =>
    store(deps, candidate, checked, { hash, wait, quotaKey, isKnown: knownId !== undefined }),
  );
}

/** What is known of a job besides its request. */
interface StoredWith {
  readonly hash: string;
  readonly wait: Awaited<ReturnType<typeof checkAwaited>>;
  readonly quotaKey: string | undefined;
  /** Its id follows from what it was submitted with. */
  readonly isKnown: boolean;
}

async function store(
  deps: SubmitJobDependencies,
  candidate: Submission & Parameters<typeof holdUniqueKey>[1],
  checked: CheckedSubmission,
  { hash, wait, quotaKey, isKnown }: StoredWith,
): Promise<SubmitJobOutcome> {
  const { jobId, log } = candidate;
  const active = await holdUniqueKey(deps, candidate);
  if (active) return { job: active, replayed: false, reused: true };

  const input = await storeInput(deps.payloads, inputKeyOf(jobId, hash, checked.runAt, deps.now()), checked.input);
  // Last: a place whose job does not come keeps its group waiting.
  const orderGroup = await takePlace(deps.jobs, candidate);
  const created = await deps.jobs.createJob({
    ...newJob(checked, candidate),
    ...(orderGroup !== undefined && { orderGroup }),
    ...wait,
    ...limitsOn(deps, candidate, quotaKey),
    jobId,
    requestHash: hash,
    input,
  });
  // With a random id, a job that "exists" is this very one: only the answer to an earlier put was lost.
  if (created.outcome === 'exists' && isKnown) return replayOf(created.job, hash);

  const job = await watchForOwner(deps, created.job, log);
  await dispatch(deps, job, log);
  return { job: await follow(deps, job, log), replayed: false, reused: false };
}

/** Where the job is counted, and that its end is to be told if it holds something by then. */
function limitsOn(
  { limitsOf = declaredLimits }: SubmitJobDependencies,
  { owner, request: { type } }: Parameters<typeof holdUniqueKey>[1],
  quotaKey: string | undefined,
) {
  const limits = limitsOf(type);
  const limitKey = limitKeyOf(limits, type, owner);
  const holdsSlot = limits && limitKey !== undefined && capsOf(limitKey, { type }, limits);
  return {
    ...(limitKey !== undefined && { limitKey }),
    ...(quotaKey !== undefined && { quotaKey }),
    ...((holdsSlot || quotaKey !== undefined) && { settles: true as const }),
  };
}

const newJobId = () => `job_${randomBytes(16).toString('hex')}`;

function newJob({ request, jobType, runAt }: CheckedSubmission, { owner, traceparent, member }: Submission) {
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
    ...(member && { settles: true as const, batchId: member.batchId, batchIndex: member.batchIndex }),
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

/** The job is stored, and waits: a failure here is not the caller's. The reconciler looks at it after some minutes. */
async function follow(deps: SubmitJobDependencies, job: JobRecord, log: Logger): Promise<JobRecord> {
  try {
    return await attachFollower(deps, job, log);
  } catch (error) {
    log.warn({ jobId: job.jobId, err: error }, 'not told of the jobs that it waits for: the reconciler looks at them');
    return job;
  }
}

/**
 * Publishes, then sends: a message implies that the event of its job was published. The job is stored already, so a
 * failure here is not the caller's: the reconciler finds the job and dispatches it.
 */
async function dispatch({ events, queues, eventSource, now }: SubmitJobDependencies, job: JobRecord, log: Logger) {
  try {
    await events.publish([jobEventOf(job, eventSource)]);
    if (job.status === 'SCHEDULED') return;
    await queues.sendMessages(queueOf(job), [messageFor(job, now())]);
  } catch (error) {
    log.warn({ jobId: job.jobId, err: error }, 'stored but not dispatched: the reconciler will do it');
  }
}
