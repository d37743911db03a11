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
import { createJobQueues } from './queues/create-job-queues.ts';
import { createSchedules } from './schedules/create-schedules.ts';
import { createJobStatistics } from './statistics/create-job-statistics.ts';
import { createUniqueKeys } from './unique-keys/create-unique-keys.ts';
import { createWebhookDeliveries } from './webhooks/create-webhook-deliveries.ts';
import { createWebhookQueue } from './webhooks/create-webhook-queue.ts';
import { createWebhookSecrets } from './webhooks/create-webhook-secrets.ts';
import { createWorkerServices } from './workers/create-worker-services.ts';
import { wakeTimes } from '../port/wake-times.ts';
import type { OpenPart } from './open-part.ts';
import { openDynamodb, openEcs, openSns, openSqs } from './sdk-clients.ts';

// Each part apart, under its name in the job store: a bundle holds those that are imported, and the clients that they need.

export const jobs: OpenPart<'jobs'> = ({ tableName }, clients, now) =>
  createJobTable({ client: clients.of(openDynamodb), tableName, now });

export const apiKeys: OpenPart<'apiKeys'> = ({ tableName }, clients) =>
  createApiKeyTable({ client: clients.of(openDynamodb), tableName });

export const queues: OpenPart<'queues'> = ({ urlPrefix }, clients) =>
  createJobQueues({ client: clients.of(openSqs), urlPrefix });

export const events: OpenPart<'events'> = ({ topicArn }, clients) =>
  createJobEvents({ client: clients.of(openSns), topicArn });

export const webhookDeliveries: OpenPart<'webhookDeliveries'> = ({ tableName }, clients, now) =>
  createWebhookDeliveries({ client: clients.of(openDynamodb), tableName, now });

export const webhookQueue: OpenPart<'webhookQueue'> = ({ queueUrl }, clients) =>
  createWebhookQueue({ client: clients.of(openSqs), queueUrl });

export const webhookSecrets: OpenPart<'webhookSecrets'> = ({ tableName }, clients, now) =>
  createWebhookSecrets({ client: clients.of(openDynamodb), tableName, now });

export const connections: OpenPart<'connections'> = ({ tableName }, clients, now) =>
  createConnections({ client: clients.of(openDynamodb), tableName, now });

export const schedules: OpenPart<'schedules'> = ({ tableName }, clients, now) =>
  createSchedules({ client: clients.of(openDynamodb), tableName, now });

export const limits: OpenPart<'limits'> = ({ tableName }, clients, now) =>
  createLimits({ client: clients.of(openDynamodb), tableName, now });

export const followers: OpenPart<'followers'> = ({ tableName }, clients, now) =>
  createFollowers({ client: clients.of(openDynamodb), tableName, now });

export const batchEvents: OpenPart<'batchEvents'> = ({ topicArn }, clients) =>
  createBatchEvents({ client: clients.of(openSns), topicArn });

export const batches: OpenPart<'batches'> = ({ tableName }, clients, now) =>
  createBatches({ client: clients.of(openDynamodb), tableName, now });

export const uniqueKeys: OpenPart<'uniqueKeys'> = ({ tableName }, clients, now) =>
  createUniqueKeys({ client: clients.of(openDynamodb), tableName, now });

export const controls: OpenPart<'controls'> = ({ tableName }, clients, now) =>
  createControls({ client: clients.of(openDynamodb), tableName, now });

export const wakeStates: OpenPart<'wakeStates'> = ({ tableName, idleSeconds }, clients, now) =>
  createWakeStates({ client: clients.of(openDynamodb), tableName, ...wakeTimes(idleSeconds), now });

export const auditLog: OpenPart<'auditLog'> = ({ tableName }, clients, now) =>
  createAuditLog({ client: clients.of(openDynamodb), tableName, now });

export const jobLists: OpenPart<'jobLists'> = ({ tableName }, clients, now) =>
  createJobLists({ client: clients.of(openDynamodb), tableName, now });

export const jobStatistics: OpenPart<'jobStatistics'> = ({ tableName }, clients) =>
  createJobStatistics({ client: clients.of(openDynamodb), tableName });

export const workers: OpenPart<'workers'> = (resources, clients) =>
  createWorkerServices({ client: clients.of(openEcs), ...resources });
