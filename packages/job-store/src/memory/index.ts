export { createJobOperations } from '../aws/jobs/job-operations.ts';
export type { JobsTableAccess } from '../aws/jobs/jobs-table-access.ts';
export type { MemoryBatchEvents } from './create-memory-batch-events.ts';
export { createMemoryControls } from './create-memory-controls.ts';
export * from './create-memory-job-store.ts';
export type { MemoryClock } from './memory-clock.ts';
export type { MemoryTable } from './jobs/create-memory-table.ts';
export type { MemoryQueues } from './queues/create-memory-queues.ts';
export type { QueuedMessage } from './queues/message-queue.ts';
