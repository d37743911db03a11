import type {
  Batches,
  DeliveryEnd,
  DeliveryRecord,
  DeliveryRef,
  JobTable,
  WebhookDeliveries,
  WebhookQueue,
  WebhookSecrets,
} from '@jobs/job-store';
import { eventTypeOf, webhookIdOf, type BatchEvent, type JobEvent } from '@jobs/shared-contracts';
import type { Logger } from '../logging/create-logger.ts';
import { readMessage, type WebhookMessage } from './read-message.ts';
import { delayAfter, MAX_TRIES, retryAfterMs } from './retry-schedule.ts';
import type { SendOutcome, SendWebhook } from './send-webhook.ts';
import { signedHeaders } from './sign-webhook.ts';

export interface DeliverDependencies {
  readonly jobs: Pick<JobTable, 'getJob'>;
  readonly batches: Pick<Batches, 'getBatch'>;
  readonly webhookDeliveries: WebhookDeliveries;
  readonly webhookQueue: WebhookQueue;
  readonly webhookSecrets: Pick<WebhookSecrets, 'listSecrets'>;
  readonly send: SendWebhook;
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
  readonly log: Logger;
}

/** Longer than a try can take, with what is read and written around it. */
const LEASE_MS = 60_000;
/** The longest that SQS delays a message; what is further off waits in the due index. */
const LONGEST_MESSAGE_DELAY_MS = 900_000;

const GONE = 410;
const isSuccess = (status: number) => status >= 200 && status < 300;

/**
 * Handles one message: of its copies, one makes a try. What can't be read or written is thrown, so that the message
 * comes again; what a receiver does is no failure of the message.
 */
export async function deliverWebhook(deps: DeliverDependencies, message: string): Promise<void> {
  const content = readMessage(message);
  const ref = await refOf(deps, content, message);
  const taken = ref && (await deps.webhookDeliveries.takeAttempt(ref, LEASE_MS));
  if (!taken) return;
  if (taken.tries > MAX_TRIES) return finish(deps, taken, { state: 'FAILED' });
  if (await isDisabled(deps, taken)) return finish(deps, taken, { state: 'DISABLED' });
  await attempt(deps, taken);
}

function refOf(deps: DeliverDependencies, content: WebhookMessage, body: string) {
  if ('retry' in content) return content.retry;
  return 'batch' in content ? arriveOfBatch(deps, content.batch, body) : arrive(deps, content.event, body);
}

/** A batch has one event. What is kept by jobs is kept by its id. */
async function arriveOfBatch(
  deps: DeliverDependencies,
  { subject: batchId, type }: BatchEvent,
  body: string,
): Promise<DeliveryRef | undefined> {
  const batch = await deps.batches.getBatch(batchId);
  if (!batch?.webhook) {
    deps.log.warn({ batchId }, 'an event for a webhook that is not there');
    return undefined;
  }
  const ref = { jobId: batchId, webhookId: webhookIdOf(batchId, 1) };
  await deps.webhookDeliveries.createDelivery({ ...ref, owner: batch.owner, type, url: batch.webhook.url, body });
  return ref;
}

/** Stores the delivery of an event, unless an earlier copy of the message has. */
async function arrive(deps: DeliverDependencies, event: JobEvent, body: string): Promise<DeliveryRef | undefined> {
  const { id: jobId, version, status } = event.data;
  const job = await deps.jobs.getJob(jobId);
  if (!job?.webhook) {
    deps.log.warn({ jobId }, 'an event for a webhook that is not there');
    return undefined;
  }
  const ref = { jobId, webhookId: webhookIdOf(jobId, version) };
  const { owner, webhook } = job;
  await deps.webhookDeliveries.createDelivery({ ...ref, owner, type: eventTypeOf(status), url: webhook.url, body });
  return ref;
}

/** A receiver that answered 410 is told of nothing more of this job, but what its owner replays. */
async function isDisabled({ webhookDeliveries }: DeliverDependencies, { jobId, replayedAt }: DeliveryRecord) {
  if (replayedAt !== undefined) return false;
  const deliveries = await webhookDeliveries.listDeliveries(jobId);
  return deliveries.some(({ state, attempts }) => state === 'DISABLED' && attempts.length > 0);
}

async function attempt(deps: DeliverDependencies, taken: DeliveryRecord): Promise<void> {
  const { url, body, webhookId, owner } = taken;
  const secrets = await deps.webhookSecrets.listSecrets(owner);
  const at = deps.now();
  const headers = signedHeaders(secrets, { webhookId, timestamp: Math.floor(at / 1000), body });
  const outcome = secrets.length > 0 ? await deps.send({ url, headers, body }) : ({ error: 'no-secret' } as const);
  const endedAt = deps.now();
  const told = 'status' in outcome ? { status: outcome.status } : { error: outcome.error };
  const end = endOf(taken, outcome, endedAt, deps.random());
  await finish(deps, taken, end, { at, durationMs: endedAt - at, outcome: told });
}

function endOf({ tries }: DeliveryRecord, outcome: SendOutcome, now: number, random: number): DeliveryEnd {
  const status = 'status' in outcome ? outcome.status : 0;
  if (isSuccess(status)) return { state: 'DELIVERED' };
  if (status === GONE) return { state: 'DISABLED' };
  const asked = 'status' in outcome ? retryAfterMs(outcome.retryAfter, now) : undefined;
  const delayMs = delayAfter(tries, asked, random);
  return delayMs === undefined ? { state: 'FAILED' } : { state: 'PENDING', delayMs };
}

async function finish(
  { webhookDeliveries, webhookQueue, log }: DeliverDependencies,
  taken: DeliveryRecord,
  end: DeliveryEnd,
  attempted?: Parameters<WebhookDeliveries['endAttempt']>[2],
): Promise<void> {
  const { jobId, webhookId, owner, tries } = taken;
  const ended = await webhookDeliveries.endAttempt(taken, end, attempted);
  log.info({ jobId, webhookId, tries, ...attempted?.outcome, state: end.state, stale: !ended }, 'tried');
  if (!ended || end.state !== 'PENDING' || end.delayMs > LONGEST_MESSAGE_DELAY_MS) return;
  try {
    const delaySeconds = Math.ceil(end.delayMs / 1000);
    await webhookQueue.sendDeliveries([{ jobId, webhookId, owner, delaySeconds }]);
  } catch (error) {
    log.warn({ jobId, webhookId, err: error }, 'no message for the next try: the sweep will send one');
  }
}
