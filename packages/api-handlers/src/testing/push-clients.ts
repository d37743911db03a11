import { randomUUID } from 'node:crypto';
import type { PostOutcome } from '@jobs/job-store';
import type { ConnectionTicket, JobEvent, PushMessage } from '@jobs/shared-contracts';
import type { SQSEvent } from 'aws-lambda';
import type { WebSocketEvent } from '../push/websocket-event.ts';
import type { TestApi } from './start-api.ts';

type EventType = WebSocketEvent['requestContext']['eventType'];

/** What API Gateway's WebSocket API would send. */
export function webSocketEvent(
  connectionId: string,
  eventType: EventType,
  more: Pick<WebSocketEvent, 'body' | 'queryStringParameters'> = {},
): WebSocketEvent {
  const routeKey = { CONNECT: '$connect', DISCONNECT: '$disconnect', MESSAGE: '$default' }[eventType];
  const time = 1_793_491_200_000;
  return {
    ...more,
    isBase64Encoded: false,
    requestContext: {
      routeKey,
      eventType,
      connectionId,
      messageId: 'message-1',
      requestId: 'request-1',
      extendedRequestId: 'request-1',
      requestTime: '01/Nov/2026:00:00:00 +0000',
      requestTimeEpoch: time,
      connectedAt: time,
      messageDirection: 'IN',
      stage: 'prod',
      domainName: 'push.example.com',
      apiId: 'api',
    },
  };
}

/** Clients of the WebSocket API, on the functions of `api`. What is posted to them is kept, in its order. */
export function pushClients(api: TestApi) {
  const received = new Map<string, PushMessage[]>();
  const faults = new Map<string, () => Promise<PostOutcome>>();
  let whileAsleep: (() => Promise<void>) | undefined;
  const channel = {
    post: async (connectionId: string, message: PushMessage) => {
      const fault = faults.get(connectionId);
      if (fault) return fault();
      received.set(connectionId, [...(received.get(connectionId) ?? []), message]);
      return 'sent' as const;
    },
  };
  const overrides = { channel, sleep: async () => whileAsleep?.() };
  const [connect, disconnect] = [api.createHandler('connect'), api.createHandler('disconnect')];
  const messages = api.createHandler('push-messages', overrides);
  const events = api.createHandler('push-events', overrides);

  return {
    /** What has come since this was asked last. */
    take: (connectionId: string) => {
      const messagesOf = received.get(connectionId) ?? [];
      received.delete(connectionId);
      return messagesOf;
    },
    ticket: async (owner = 'acme') => {
      const { body = '' } = await api.call('create-connection', { owner });
      const { url } = JSON.parse(body) as ConnectionTicket;
      return new URL(url).searchParams.get('ticket') ?? '';
    },
    /** @returns the status that the connection is answered with, and its id */
    open: async (ticket: string | undefined) => {
      const connectionId = randomUUID();
      const query = ticket === undefined ? {} : { queryStringParameters: { ticket } };
      const { statusCode } = await connect(webSocketEvent(connectionId, 'CONNECT', query));
      return { connectionId, statusCode };
    },
    close: async (connectionId: string) => {
      await disconnect(webSocketEvent(connectionId, 'DISCONNECT'));
    },
    /** An object is written as JSON. */
    send: async (connectionId: string, message: unknown) => {
      const body = typeof message === 'string' ? message : JSON.stringify(message);
      await messages(webSocketEvent(connectionId, 'MESSAGE', { body }));
    },
    /** Runs the function of the queue with a batch. @returns the positions of those that are to come again */
    push: async (...batch: readonly (JobEvent | string)[]) => {
      const bodies = batch.map((event) => (typeof event === 'string' ? event : JSON.stringify(event)));
      const Records = bodies.map((body, i) => ({ messageId: String(i), body })) as SQSEvent['Records'];
      const { batchItemFailures } = await events({ Records });
      return batchItemFailures.map(({ itemIdentifier }) => Number(itemIdentifier));
    },
    /** What posting to the connection comes to from now on. */
    fail: (connectionId: string, fault: () => Promise<PostOutcome>) => {
      faults.set(connectionId, fault);
    },
    mend: (connectionId: string) => {
      faults.delete(connectionId);
    },
    /** What happens while a function pauses. */
    whileItSleeps: (act: () => Promise<void>) => {
      whileAsleep = act;
    },
  };
}

export type PushClients = ReturnType<typeof pushClients>;

export async function openedBy(clients: PushClients, owner = 'acme'): Promise<string> {
  const { connectionId, statusCode } = await clients.open(await clients.ticket(owner));
  if (statusCode !== 200) throw new Error(`The connection was answered with ${statusCode}`);
  return connectionId;
}
