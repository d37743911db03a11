import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { apiGatewayEvent, type TestRequest } from '@jobs/api-handlers/testing';
import type { WireItem } from '@jobs/prices/dynamodb-units';
import type { JobView, OperationId, SubmitJobRequest } from '@jobs/shared-contracts';
import { isDynoxideAvailable, startStandIns, type StandInEnvironment } from '@jobs/stand-ins';
import { countCalls, type ItemWrite, type ReadItem } from './count-calls.ts';
import { openFunctions, type Invocations } from './functions.ts';
import type { CountedUsage } from './usage.ts';
import { webSocketEvent } from './web-socket-event.ts';

const PREFIX = 'bench';

/** What was counted since the last time. */
export interface Counted {
  readonly usage: readonly CountedUsage[];
  readonly invocations: readonly Invocations[];
  /** Of jobs, in their order. */
  readonly writes: readonly ItemWrite[];
  /** Messages to and from clients over WebSockets. */
  readonly webSocketMessages: number;
}

/** The real functions on what stands in for AWS, every call of which is counted. */
export interface System {
  /** What a worker is given, to be counted by. */
  readonly environment: StandInEnvironment;
  /** @returns the job's id */
  submit(request: SubmitJobRequest): Promise<string>;
  readStatus(jobId: string): Promise<void>;
  /** Opens a connection; answers what sends a message over it. */
  connect(): Promise<(message: object) => Promise<void>>;
  /** Runs the function that pushes with messages of its queue. */
  pushEvents(event: unknown): Promise<unknown>;
  take(): Counted;
  /** Resolves once so many messages of jobs have been deleted since `take`. */
  deleted(messages: number, signal: AbortSignal): Promise<void>;
  /** Resolves once nothing was sent to a client for so long. */
  pushesHaveEnded(quietMs: number): Promise<void>;
  stop(): Promise<void>;
}

export async function openSystem(): Promise<System> {
  let writes: ItemWrite[] = [];
  let webSocketMessages = 0;
  let deletedMessages = 0;
  let onDeleted: (() => void) | undefined;
  let readItem: ReadItem | undefined;

  const counter = countCalls({
    prefix: PREFIX,
    readItem: async (tableName, key) => readItem?.(tableName, key),
    onWrite: (write) => {
      if (write.table === 'jobs') writes.push(write);
    },
    onDeleted: (messages) => {
      deletedMessages += messages;
      onDeleted?.();
    },
  });
  const { environment, directEnvironment, stop } = await startStandIns({
    prefix: PREFIX,
    dynamodb: isDynoxideAvailable ? 'dynoxide' : 'dynalite',
    intercept: counter.intercept,
  });
  const client = dynamoDbClient(directEnvironment);
  readItem = reading(client);
  const functions = openFunctions(environment, {
    channel: {
      post: async () => {
        webSocketMessages += 1;
        return 'sent';
      },
    },
  });
  const call = async (operationId: OperationId, request: TestRequest = {}): Promise<unknown> => {
    const event = apiGatewayEvent(operationId, request);
    const answer = await functions.invoke<{ statusCode: number; body?: string }>(operationId, event);
    if (answer.statusCode >= 300) throw new Error(`${operationId} answered ${answer.statusCode}: ${answer.body}`);
    return JSON.parse(answer.body ?? 'null');
  };

  return {
    environment,
    submit: async (body) => ((await call('submit-job', { body })) as JobView).id,
    readStatus: async (jobId) => void (await call('get-job', { pathParameters: { jobId } })),
    connect: async () => {
      const { url } = (await call('create-connection')) as { readonly url: string };
      const connectionId = randomUUID();
      const queryStringParameters = { ticket: new URL(url).searchParams.get('ticket') ?? '' };
      const event = webSocketEvent(connectionId, 'CONNECT', { queryStringParameters });
      const { statusCode } = await functions.invoke<{ statusCode: number }>('connect', event);
      if (statusCode !== 200) throw new Error(`The connection was answered with ${statusCode}`);
      return async (message) => {
        webSocketMessages += 1;
        const body = JSON.stringify(message);
        await functions.invoke('push-messages', webSocketEvent(connectionId, 'MESSAGE', { body }));
      };
    },
    pushEvents: (event) => functions.invoke('push-events', event),
    take: () => {
      const counted = { usage: counter.take(), invocations: functions.take(), writes, webSocketMessages };
      writes = [];
      [webSocketMessages, deletedMessages] = [0, 0];
      return counted;
    },
    deleted: (messages, signal) =>
      new Promise((resolve, reject) => {
        onDeleted = () => void (deletedMessages >= messages && resolve());
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        onDeleted();
      }),
    pushesHaveEnded: async (quietMs) => {
      for (let before = -1; before !== webSocketMessages;) {
        before = webSocketMessages;
        await sleep(quietMs);
      }
    },
    stop: async () => {
      client.destroy();
      await stop();
    },
  };
}

const dynamoDbClient = (environment: StandInEnvironment) =>
  new DynamoDBClient({
    region: environment.AWS_REGION,
    endpoint: environment.AWS_ENDPOINT_URL_DYNAMODB,
    credentials: {
      accessKeyId: environment.AWS_ACCESS_KEY_ID,
      secretAccessKey: environment.AWS_SECRET_ACCESS_KEY,
    },
  });

const reading =
  (client: DynamoDBClient): ReadItem =>
  async (TableName, Key) => {
    const { Item } = await client.send(new GetItemCommand({ TableName, Key: Key as never, ConsistentRead: true }));
    // Nothing here holds bytes, the one kind that the SDK gives in another form than the wire.
    return Item as WireItem | undefined;
  };
