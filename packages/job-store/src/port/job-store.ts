import type { ApiKeyTable } from './api-key-table.ts';
import type { AuditLog } from './audit-log.ts';
import type { BatchEvents } from './batch-events.ts';
import type { Batches } from './batches.ts';
import type { Connections } from './connections.ts';
import type { Controls } from './controls.ts';
import type { Followers } from './followers.ts';
import type { JobEvents } from './job-events.ts';
import type { JobLists } from './job-lists.ts';
import type { JobQueues } from './job-queues.ts';
import type { JobStatistics } from './job-statistics.ts';
import type { JobTable } from './job-table.ts';
import type { Limits } from './limits.ts';
import type { PayloadStore } from './payload-store.ts';
import type { Schedules } from './schedules.ts';
import type { ServiceScaling } from './service-scaling.ts';
import type { UniqueKeys } from './unique-keys.ts';
import type { WakeStates } from './wake-states.ts';
import type { WebhookDeliveries, WebhookQueue } from './webhook-deliveries.ts';
import type { WebhookSecrets } from './webhook-secrets.ts';
import type { WorkerServices } from './worker-services.ts';

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
