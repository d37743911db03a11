import { createJobStore, loadJobStoreConfig, type JobStore, type ReceivedMessage } from '@jobs/job-store';
import {
  OPERATION_IDS,
  type JobEvent,
  type JobView,
  type OperationId,
  type Problem,
  type UploadTicket,
} from '@jobs/shared-contracts';
import { actAs, startStandIns } from '@jobs/stand-ins';
import { createHandlers, type ApiHandler, type FunctionName, type HandlerOverrides } from '../index.ts';
import type { ApiResponse } from '../http/api-event.ts';
import { apiGatewayEvent, type TestRequest } from './api-gateway-event.ts';
import { captureLog, type CapturedLog } from './captured-log.ts';
import { lambdaContext } from './lambda-context.ts';

const ALL_PARTS = [
  'jobs',
  'queues',
  'events',
  'payloads',
  'apiKeys',
  'webhookDeliveries',
  'webhookQueue',
  'webhookSecrets',
  'connections',
  'jobLists',
  'uniqueKeys',
  'jobStatistics',
  'schedules',
  'limits',
  'followers',
  'batches',
  'batchEvents',
  'workers',
  'serviceScaling',
  'controls',
  'wakeStates',
  'auditLog',
] as const;

/** What ECS tells of the workers: of the other job types, nothing. */
const SERVICES = [{ jobType: 'csv-etl', running: 2, desired: 3 }];

type HandlerOf<Name extends FunctionName> = ReturnType<(typeof createHandlers)[Name]>;

/** Nothing is sent there: a test has a channel of its own. */
const PUSH_ADDRESSES = {
  WEBSOCKET_URL: 'wss://push.example.com/prod',
  CONNECTIONS_ENDPOINT_URL: 'https://push.example.com/prod',
};

/** All handlers on stand-ins, on one clock that tests can move on. */
export interface TestApi {
  readonly store: JobStore;
  readonly log: CapturedLog;
  /** Every event that was published, in order. */
  readonly published: JobEvent[];
  /** A function's handler, with credentials of its own, and with the clock, the log and `published` of the others. */
  createHandler<Name extends FunctionName>(name: Name, overrides?: HandlerOverrides): HandlerOf<Name>;
  /** Sends a request through a wrapped handler; `overrides` make a handler of its own for it. */
  call(operationId: OperationId, request?: TestRequest, overrides?: HandlerOverrides): Promise<ApiResponse>;
  /** Moves the handlers' and the store's clock on. */
  advance(ms: number): void;
  /** Takes everything that is visible in the queue. */
  receiveAll(queue: string): Promise<ReceivedMessage[]>;
  stop(): Promise<void>;
}

/** All handlers on stand-ins, with `variables` in their environment, and the store behind them for arranging and looking. */
export async function startApi(variables: Readonly<Record<string, string>> = {}): Promise<TestApi> {
  const { environment, stop } = await startStandIns({ ecsServices: () => SERVICES });
  let offsetMs = 0;
  const now = () => Date.now() + offsetMs;
  const config = loadJobStoreConfig(environment, ALL_PARTS);
  const store = createJobStore(config, { now });
  const published: JobEvent[] = [];
  const log = captureLog();
  const createHandler: TestApi['createHandler'] = (name, overrides = {}) => {
    const own = { ...environment, ...PUSH_ADDRESSES, ...variables, ...actAs.function(name) };
    const { events } = createJobStore(loadJobStoreConfig(own, ['events']));
    const publish: JobStore['events']['publish'] = async (batch) => {
      await events.publish(batch);
      published.push(...batch);
    };
    const shared = { logger: log.logger, now, ...overrides, store: { events: { publish }, ...overrides.store } };
    return createHandlers[name](own, shared) as HandlerOf<typeof name>;
  };
  const handlers = new Map<OperationId, ApiHandler>(
    OPERATION_IDS.map((operationId) => [operationId, createHandler(operationId)]),
  );
  return {
    store,
    log,
    published,
    createHandler,
    call: async (operationId, request, overrides) => {
      const handler = overrides ? createHandler(operationId, overrides) : handlers.get(operationId);
      if (!handler) throw new Error(`There is no handler for ${operationId}`);
      return handler(apiGatewayEvent(operationId, request), lambdaContext);
    },
    advance: (ms) => {
      offsetMs += ms;
    },
    receiveAll: (queue) => receiveAll(store, queue),
    stop: async () => {
      store.close();
      await stop();
    },
  };
}

async function receiveAll(store: JobStore, queue: string): Promise<ReceivedMessage[]> {
  const batch = await store.queues.receiveMessages(queue, {
    maxMessages: 10,
    waitSeconds: 0,
    visibilityTimeoutSeconds: 900,
  });
  return batch.length === 0 ? [] : [...batch, ...(await receiveAll(store, queue))];
}

const parse = (response: ApiResponse): unknown => JSON.parse(response.body ?? '');

export const jobOf = (response: ApiResponse) => parse(response) as JobView;
export const problemOf = (response: ApiResponse) => parse(response) as Problem;
export const ticketOf = (response: ApiResponse) => parse(response) as UploadTicket;

export const jobIdsOf = (messages: readonly ReceivedMessage[]): string[] =>
  messages.flatMap(({ content }) => ('jobId' in content ? [content.jobId] : []));

/** A small job that needs no upload. */
export const TEXT_JOB = { type: 'text-analyze', input: { source: { text: 'To be, or not to be.' } } };
