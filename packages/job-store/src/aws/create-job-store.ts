import type { JobStoreConfig, JobStorePart } from '../config/job-store-config.ts';
import type { ApiKeyTable } from '../port/api-key-table.ts';
import type { AuditLog } from '../port/audit-log.ts';
import type { Connections } from '../port/connections.ts';
import type { Controls } from '../port/controls.ts';
import type { JobEvents } from '../port/job-events.ts';
import type { JobLists } from '../port/job-lists.ts';
import type { JobQueues } from '../port/job-queues.ts';
import type { JobStatistics } from '../port/job-statistics.ts';
import type { JobTable } from '../port/job-table.ts';
import type { Limits } from '../port/limits.ts';
import type { PayloadStore } from '../port/payload-store.ts';
import type { BatchEvents } from '../port/batch-events.ts';
import type { Batches } from '../port/batches.ts';
import type { Followers } from '../port/followers.ts';
import type { Schedules } from '../port/schedules.ts';
import type { ServiceScaling } from '../port/service-scaling.ts';
import type { UniqueKeys } from '../port/unique-keys.ts';
import { wakeTimes } from '../port/wake-times.ts';
import type { WakeStates } from '../port/wake-states.ts';
import type { WebhookDeliveries, WebhookQueue } from '../port/webhook-deliveries.ts';
import type { WebhookSecrets } from '../port/webhook-secrets.ts';
import type { WorkerServices } from '../port/worker-services.ts';
import { createApiKeyTable } from './api-keys/create-api-key-table.ts';
import { createAuditLog } from './audit/create-audit-log.ts';
import { createConnections } from './connections/create-connections.ts';
import { createControls } from './controls/create-controls.ts';
import { createWakeStates } from './controls/create-wake-states.ts';
import { createBatchEvents } from './events/create-batch-events.ts';
import { createJobEvents } from './events/create-job-events.ts';
import { createBatches } from './job-groups/create-batches.ts';
import { createFollowers } from './job-groups/create-followers.ts';
import { createJobTable } from './jobs/create-job-table.ts';
import { createLimits } from './limits/create-limits.ts';
import { createJobLists } from './lists/create-job-lists.ts';
import { createPayloadStore } from './payloads/create-payload-store.ts';
import { createJobQueues } from './queues/create-job-queues.ts';
import { createSchedules } from './schedules/create-schedules.ts';
import { createSdkClients, type SdkClients } from './sdk-clients.ts';
import { createJobStatistics } from './statistics/create-job-statistics.ts';
import { createUniqueKeys } from './unique-keys/create-unique-keys.ts';
import { createWebhookDeliveries } from './webhooks/create-webhook-deliveries.ts';
import { createWebhookQueue } from './webhooks/create-webhook-queue.ts';
import { createWebhookSecrets } from './webhooks/create-webhook-secrets.ts';
import { createServiceScaling } from './workers/create-service-scaling.ts';
import { createWorkerServices } from './workers/create-worker-services.ts';

/** Everything that the system keeps outside of its processes. */
export interface JobStore {
  readonly jobs: JobTable;
  readonly queues: JobQueues;
  readonly events: JobEvents;
  readonly payloads: PayloadStore;
  readonly apiKeys: ApiKeyTable;
  readonly webhookDeliveries: WebhookDeliveries;
  readonly webhookQueue: WebhookQueue;
  readonly webhookSecrets: WebhookSecrets;
  readonly jobLists: JobLists;
  readonly jobStatistics: JobStatistics;
  readonly workers: WorkerServices;
  readonly serviceScaling: ServiceScaling;
  readonly connections: Connections;
  readonly schedules: Schedules;
  readonly limits: Limits;
  readonly followers: Followers;
  readonly batches: Batches;
  readonly batchEvents: BatchEvents;
  readonly uniqueKeys: UniqueKeys;
  readonly controls: Controls;
  readonly wakeStates: WakeStates;
  readonly auditLog: AuditLog;
}

export interface JobStoreOptions {
  /** Milliseconds since the epoch; the system's clock by default. */
  readonly now?: () => number;
}

/** The parts that the configuration was loaded for, on AWS. `close` ends their connections. */
export function createJobStore<Part extends JobStorePart>(
  config: JobStoreConfig<Part>,
  { now = Date.now }: JobStoreOptions = {},
): Pick<JobStore, Part> & { close(): void } {
  const clients = createSdkClients(config.aws);
  const parts = Object.entries(config.resources).map(([part, resources]) => [
    part,
    createPart[part as JobStorePart](resources as never, clients, now),
  ]);
  return { ...(Object.fromEntries(parts) as Pick<JobStore, Part>), close: () => clients.close() };
}

type CreatePart<Part extends JobStorePart> = (
  resources: JobStoreConfig['resources'][Part],
  clients: SdkClients,
  now: () => number,
) => JobStore[Part];

const createPart: { readonly [Part in JobStorePart]: CreatePart<Part> } = {
  jobs: ({ tableName }, { dynamodb }, now) => createJobTable({ client: dynamodb, tableName, now }),
  apiKeys: ({ tableName }, { dynamodb }) => createApiKeyTable({ client: dynamodb, tableName }),
  queues: ({ urlPrefix }, { sqs }) => createJobQueues({ client: sqs, urlPrefix }),
  events: ({ topicArn }, { sns }) => createJobEvents({ client: sns, topicArn }),
  webhookDeliveries: ({ tableName }, { dynamodb }, now) =>
    createWebhookDeliveries({ client: dynamodb, tableName, now }),
  webhookQueue: ({ queueUrl }, { sqs }) => createWebhookQueue({ client: sqs, queueUrl }),
  webhookSecrets: ({ tableName }, { dynamodb }, now) => createWebhookSecrets({ client: dynamodb, tableName, now }),
  connections: ({ tableName }, { dynamodb }, now) => createConnections({ client: dynamodb, tableName, now }),
  schedules: ({ tableName }, { dynamodb }, now) => createSchedules({ client: dynamodb, tableName, now }),
  limits: ({ tableName }, { dynamodb }, now) => createLimits({ client: dynamodb, tableName, now }),
  followers: ({ tableName }, { dynamodb }, now) => createFollowers({ client: dynamodb, tableName, now }),
  batchEvents: ({ topicArn }, { sns }) => createBatchEvents({ client: sns, topicArn }),
  batches: ({ tableName }, { dynamodb }, now) => createBatches({ client: dynamodb, tableName, now }),
  uniqueKeys: ({ tableName }, { dynamodb }, now) => createUniqueKeys({ client: dynamodb, tableName, now }),
  controls: ({ tableName }, { dynamodb }, now) => createControls({ client: dynamodb, tableName, now }),
  wakeStates: ({ tableName, idleSeconds }, { dynamodb }, now) =>
    createWakeStates({ client: dynamodb, tableName, ...wakeTimes(idleSeconds), now }),
  auditLog: ({ tableName }, { dynamodb }, now) => createAuditLog({ client: dynamodb, tableName, now }),
  jobLists: ({ tableName }, { dynamodb }, now) => createJobLists({ client: dynamodb, tableName, now }),
  jobStatistics: ({ tableName }, { dynamodb }) => createJobStatistics({ client: dynamodb, tableName }),
  workers: (resources, { ecs }) => createWorkerServices({ client: ecs, ...resources }),
  serviceScaling: (resources, { scaling }) => createServiceScaling({ client: scaling, ...resources }),
  payloads: ({ bucketName }, { s3 }, now) => createPayloadStore({ client: s3, bucketName, now }),
};
