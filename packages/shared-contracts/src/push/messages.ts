import Type, { type Static } from 'typebox';
import { Problem } from '../http/problems.ts';
import { JOB_ID_PATTERN } from '../jobs/job-id.ts';
import { JobSummary, Timestamp } from '../jobs/job-view.ts';

/** `POST /v1/connections`. The URL opens one connection, once, until it expires; no key is ever in a URL. */
export const ConnectionTicket = Type.Object(
  {
    url: Type.String({ format: 'uri', description: 'Open a WebSocket to it. It works once.' }),
    expiresAt: Timestamp,
  },
  { additionalProperties: false },
);
export type ConnectionTicket = Static<typeof ConnectionTicket>;

const JobId = Type.String({ pattern: JOB_ID_PATTERN });
const Mine = Type.Literal('mine', { description: 'All jobs of the key’s owner, also those that are submitted later' });
const SubscriptionAction = Type.Enum(['subscribe', 'unsubscribe']);

/** Client to server: what becomes of one job. */
export const JobTopicRequest = Type.Object(
  { action: SubscriptionAction, jobId: JobId },
  { additionalProperties: false },
);

/** Client to server: what becomes of all of one’s own jobs. */
export const OwnJobsRequest = Type.Object({ action: SubscriptionAction, jobs: Mine }, { additionalProperties: false });

/** Client to server: answered with `pong`. */
export const PingRequest = Type.Object({ action: Type.Literal('ping') }, { additionalProperties: false });

export const PUSH_ACTIONS = ['subscribe', 'unsubscribe', 'ping'] as const;
export type PushAction = (typeof PUSH_ACTIONS)[number];

/** What a client sends: one JSON object in each text frame. */
export const PushRequest = Type.Union([JobTopicRequest, OwnJobsRequest, PingRequest]);
export type PushRequest = Static<typeof PushRequest>;

/** What a subscription is to: one job, or all of the owner’s. */
export type PushTopic = { readonly jobId: string } | { readonly jobs: 'mine' };

const subscriptionMessage = <const Name extends string>(type: Name) =>
  [
    Type.Object({ type: Type.Literal(type), jobId: JobId }, { additionalProperties: false }),
    Type.Object({ type: Type.Literal(type), jobs: Mine }, { additionalProperties: false }),
  ] as const;

/** The job as it was when this was sent. Drop it unless its version is newer than what is known of the job. */
export const JobMessage = Type.Object({ type: Type.Literal('job'), job: JobSummary }, { additionalProperties: false });
export type JobMessage = Static<typeof JobMessage>;

/** A request that was refused. The connection stays. */
export const PushErrorMessage = Type.Object(
  {
    type: Type.Literal('error'),
    problem: Problem,
    request: Type.Optional(Type.Unknown({ description: 'What was sent, if it was JSON and short' })),
  },
  { additionalProperties: false },
);
export type PushErrorMessage = Static<typeof PushErrorMessage>;

/** What the server sends: one JSON object in each text frame. It may come twice, and out of order. */
export const PushMessage = Type.Union([
  JobMessage,
  ...subscriptionMessage('subscribed'),
  ...subscriptionMessage('unsubscribed'),
  Type.Object({ type: Type.Literal('pong') }, { additionalProperties: false }),
  PushErrorMessage,
]);
export type PushMessage = Static<typeof PushMessage>;

/** The queue that events of watched jobs arrive in. The environment's prefix is added by configuration. */
export const PUSH_QUEUE = 'push';
/** Where events end that could not be pushed at all; a connection that is gone is no such event. */
export const PUSH_DEAD_LETTER_QUEUE = 'push-dead-letters';
