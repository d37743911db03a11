import Type, { type Static } from 'typebox';
import { BATCH_COMPLETED_EVENT } from '../batches/batch-completed.ts';
import { eventTypeOf, type JobStatusEventType } from '../events/job-event.ts';
import { Timestamp } from '../jobs/job-view.ts';
import { isTerminal, JOB_STATUSES, type JobStatus } from '../jobs/job-states.ts';
import { LIMITS } from '../limits.ts';

/** A state of a job as a webhook names it: `succeeded`. */
export type WebhookEvent = Lowercase<JobStatus>;

const eventOf = (status: JobStatus) => status.toLowerCase() as WebhookEvent;

export const WEBHOOK_EVENTS: readonly WebhookEvent[] = JOB_STATUSES.map(eventOf);

/** What a webhook is told of that does not choose: every end of its job. */
export const DEFAULT_WEBHOOK_EVENTS: readonly WebhookEvent[] = JOB_STATUSES.filter(isTerminal).map(eventOf);

/** Where a job's events are sent, and which. */
export const WebhookRequest = Type.Object(
  {
    url: Type.String({
      format: 'uri',
      maxLength: LIMITS.webhookUrlCharacters,
      description: 'https, on port 443, without credentials. It must lead to a public address.',
    }),
    events: Type.Optional(
      Type.Array(Type.Enum([...WEBHOOK_EVENTS]), {
        minItems: 1,
        maxItems: WEBHOOK_EVENTS.length,
        uniqueItems: true,
        description: `The states to be told of; by default ${DEFAULT_WEBHOOK_EVENTS.join(', ')}`,
      }),
    ),
  },
  { additionalProperties: false },
);
export type WebhookRequest = Static<typeof WebhookRequest>;

/** A webhook as a job keeps it, its events written out. */
export interface Webhook {
  readonly url: string;
  readonly events: readonly WebhookEvent[];
}

/** Whether the webhook is to be told that its job has reached the status. */
export const wantsStatus = ({ events }: Webhook, status: JobStatus) => events.includes(eventOf(status));

/** The queue that events for webhooks, and retries, arrive in. The environment's prefix is added by configuration. */
export const WEBHOOK_QUEUE = 'webhooks';
/** Where messages end that could not be handled at all; a receiver that refuses is no such message. */
export const WEBHOOK_DEAD_LETTER_QUEUE = 'webhooks-dead-letters';

/** Standard Webhooks joins id, time and body by full stops, so that the id has none: `job_…_7` for the event `job_….7`. Batches have likewise. */
export const WEBHOOK_ID_PATTERN = '^(job|bat)_[0-9a-f]{32}_[1-9][0-9]{0,8}$';

const webhookIdPattern = new RegExp(WEBHOOK_ID_PATTERN);

export const webhookIdOf = (jobId: string, version: number) => `${jobId}_${version}`;

export function isWebhookId(value: unknown): value is string {
  return typeof value === 'string' && webhookIdPattern.test(value);
}

export const DELIVERY_STATES = ['PENDING', 'DELIVERED', 'FAILED', 'DISABLED'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** Why an attempt got no answer. */
export const DELIVERY_ERRORS = [
  /** The name could not be resolved. */
  'name-not-resolved',
  /** The name leads, or led at this time, to an address that is not public. */
  'address-refused',
  /** No connection, or no TLS on it. */
  'connection-failed',
  /** No answer within the time. */
  'timed-out',
  /** The answer is not HTTP, or its headers are too large. */
  'malformed-answer',
  /** The owner has no secret to sign with. */
  'no-secret',
  /** What made the attempt ended before it could tell. */
  'interrupted',
] as const;
export type DeliveryError = (typeof DELIVERY_ERRORS)[number];

export const DeliveryAttempt = Type.Object(
  {
    at: Timestamp,
    status: Type.Optional(Type.Integer({ minimum: 100, maximum: 599, description: 'What the receiver answered' })),
    error: Type.Optional(Type.Enum([...DELIVERY_ERRORS], { description: 'Why there was no answer' })),
    durationMs: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
);
export type DeliveryAttempt = Static<typeof DeliveryAttempt>;

/** What a webhook is told of. */
export type DeliveryEventType = JobStatusEventType | typeof BATCH_COMPLETED_EVENT;

/** One event on its way to a webhook. */
export const DeliveryView = Type.Object(
  {
    webhookId: Type.String({ pattern: WEBHOOK_ID_PATTERN, description: 'The header `webhook-id`, the same each time' }),
    type: Type.Enum([...JOB_STATUSES.map(eventTypeOf), BATCH_COMPLETED_EVENT] as DeliveryEventType[]),
    state: Type.Enum([...DELIVERY_STATES], {
      description: 'FAILED: all tries were used up. DISABLED: the receiver answered 410, and is told of nothing more.',
    }),
    attempts: Type.Array(DeliveryAttempt, { description: 'The last ones, oldest first' }),
    nextAttemptAt: Type.Optional(Timestamp),
    createdAt: Timestamp,
  },
  { additionalProperties: false },
);
export type DeliveryView = Static<typeof DeliveryView>;

export const DeliveryList = Type.Object({ deliveries: Type.Array(DeliveryView) }, { additionalProperties: false });
export type DeliveryList = Static<typeof DeliveryList>;

const secretProperties = {
  id: Type.String({ pattern: '^whs_[0-9a-f]{16}$' }),
  createdAt: Timestamp,
  signsUntil: Type.Optional(Timestamp),
};

/** A secret without itself: which there are, and since when. `signsUntil` is set once another has replaced it. */
export const WebhookSecretView = Type.Object(secretProperties, { additionalProperties: false });
export type WebhookSecretView = Static<typeof WebhookSecretView>;

export const WebhookSecretList = Type.Object(
  { secrets: Type.Array(WebhookSecretView, { description: 'Those that sign, the newest first' }) },
  { additionalProperties: false },
);
export type WebhookSecretList = Static<typeof WebhookSecretList>;

/** The only answer that holds the secret. */
export const NewWebhookSecret = Type.Object(
  {
    ...secretProperties,
    secret: Type.String({ pattern: '^whsec_[A-Za-z0-9+/]+=*$', description: 'Keep it: it is not shown again' }),
  },
  { additionalProperties: false },
);
export type NewWebhookSecret = Static<typeof NewWebhookSecret>;
