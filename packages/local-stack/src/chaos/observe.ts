import type { Intercept, InterceptedCall, Send, ServiceAnswer } from '@jobs/stand-ins';
import type { JobStatus } from '@jobs/shared-contracts';
import type { DueRead, StateWrite } from './check/history.ts';

/** A message that a task received, for the nth time that somebody did. */
export interface Delivery {
  readonly messageId: string;
  readonly jobId: string;
  readonly receiveCount: number;
  readonly task: string;
  readonly at: number;
  /** The answer was lost on its way: SQS has hidden the message, and nobody has it. */
  hasArrived: boolean;
}

/** What the services did, whether or not the caller came to know of it. */
export interface Observed {
  /** Changes of jobs' states, in the order in which the table made them. */
  readonly writes: readonly StateWrite[];
  /** When the first message for a job was taken. */
  readonly firstSent: ReadonlyMap<string, number>;
  /** Messages that workers received. */
  readonly deliveries: readonly Delivery[];
  /** Jobs that have reached an end. */
  readonly ended: ReadonlySet<string>;
  /** When the reconciler read its list of due jobs, shard by shard. */
  readonly dueReads: readonly DueRead[];
}

/** Whatever the stand-ins' prefix is. */
const JOBS_TABLE = /^table\/[^/]*-jobs$/;

/** Watches each call that a service answers, behind `intercept`: faults come between the caller and what is seen here. */
export function observeServices(intercept: Intercept, isEnd: (status: JobStatus) => boolean) {
  const writes: StateWrite[] = [];
  const firstSent = new Map<string, number>();
  const ended = new Set<string>();
  const deliveries: Delivery[] = [];
  const dueReads: DueRead[] = [];
  const observed: Observed = { writes, firstSent, deliveries, ended, dueReads };

  const note = (call: InterceptedCall, sent: string, answer: ServiceAnswer): readonly Delivery[] => {
    if (answer.status !== 200) return [];
    if (call.operation === 'Query' && call.principal === 'function-reconcile-jobs') {
      dueReads.push({ shard: shardOfQuery(sent), at: Date.now() });
    } else if (JOBS_TABLE.test(call.resource)) {
      const write = stateWriteOf(call, sent, answer);
      if (write) writes.push(write);
      if (write && isEnd(write.status)) ended.add(write.jobId);
    } else if (call.operation === 'SendMessageBatch') {
      for (const jobId of jobsSent(sent, answer)) if (!firstSent.has(jobId)) firstSent.set(jobId, Date.now());
    } else if (call.operation === 'ReceiveMessage' && call.principal.startsWith('worker-')) {
      const received = deliveriesOf(call, answer);
      deliveries.push(...received);
      return received;
    }
    return [];
  };
  const watched: Intercept = async (call, send) => {
    let received: readonly Delivery[] = [];
    const watchedSend: Send = async (options = {}) => {
      // A caller that dies in the middle of a call must not hide what came of it; only a poll is better broken off.
      const answer = await send({ evenIfGone: call.operation !== 'ReceiveMessage', ...options });
      received = note(call, options.body ?? call.body, answer);
      return answer;
    };
    const outcome = await intercept(call, watchedSend);
    if (outcome === 'cut') for (const delivery of received) delivery.hasArrived = false;
    return outcome;
  };
  return { intercept: watched, observed };
}

interface Attribute {
  readonly S?: string;
  readonly N?: string;
}
type Attributes = Readonly<Record<string, Attribute | undefined>>;

const numberOf = (attribute: Attribute | undefined) => Number(attribute?.N ?? 0);

const shardOfQuery = (sent: string) =>
  (JSON.parse(sent) as { readonly ExpressionAttributeValues: Attributes }).ExpressionAttributeValues[':shard']?.S ?? '';

/** Each task signs its calls with its id, in the SDK's user agent; a function with its name. */
const writerOf = ({ userAgent, principal }: InterceptedCall) => /\bapp\/([\w-]+)/.exec(userAgent)?.[1] ?? principal;

function stateWriteOf(call: InterceptedCall, sent: string, answer: ServiceAnswer): StateWrite | undefined {
  const common = { writer: writerOf(call), at: Date.now() };
  if (call.operation === 'PutItem') {
    const { Item } = JSON.parse(sent) as { readonly Item: Attributes };
    return {
      ...common,
      jobId: Item['jobId']?.S ?? '',
      status: (Item['status']?.S ?? '') as JobStatus,
      version: numberOf(Item['version']),
      attempt: numberOf(Item['attempt']),
    };
  }
  if (call.operation !== 'UpdateItem') return undefined;
  const update = JSON.parse(sent) as { readonly Key: Attributes; readonly ExpressionAttributeValues?: Attributes };
  const values = update.ExpressionAttributeValues ?? {};
  const status = values[':set_status']?.S;
  if (status === undefined) return undefined;
  const { Attributes: before = {} } = JSON.parse(answer.body.toString()) as { readonly Attributes?: Attributes };
  const leaseExpiresAt = before['leaseExpiresAt'];
  return {
    ...common,
    jobId: update.Key['jobId']?.S ?? '',
    status: status as JobStatus,
    version: numberOf(before['version']) + numberOf(values[':plus_version']),
    attempt: numberOf(before['attempt']) + numberOf(values[':plus_attempt']),
    ...(leaseExpiresAt && { leaseBefore: numberOf(leaseExpiresAt) }),
  };
}

/** The jobs whose messages a batch brought, without those that were refused. */
function jobsSent(sent: string, answer: ServiceAnswer): readonly string[] {
  const { Entries } = JSON.parse(sent) as { readonly Entries: readonly { Id: string; MessageBody: string }[] };
  const { Failed = [] } = JSON.parse(answer.body.toString()) as { readonly Failed?: readonly { Id: string }[] };
  const refused = new Set(Failed.map(({ Id }) => Id));
  return Entries.filter(({ Id }) => !refused.has(Id)).map(
    ({ MessageBody }) => (JSON.parse(MessageBody) as { readonly jobId: string }).jobId,
  );
}

interface ReceivedAnswer {
  readonly Messages?: readonly {
    readonly MessageId: string;
    readonly Body: string;
    readonly Attributes?: { readonly ApproximateReceiveCount?: string };
  }[];
}

function deliveriesOf(call: InterceptedCall, answer: ServiceAnswer): readonly Delivery[] {
  const { Messages = [] } = JSON.parse(answer.body.toString() || '{}') as ReceivedAnswer;
  return Messages.map(({ MessageId: messageId, Body, Attributes }) => ({
    messageId,
    jobId: (JSON.parse(Body) as { readonly jobId: string }).jobId,
    receiveCount: Number(Attributes?.ApproximateReceiveCount),
    task: writerOf(call),
    at: Date.now(),
    hasArrived: true,
  }));
}
