export * from './api-key-table.suite.ts';
export * from './job-events.suite.ts';
export * from './job-queues.suite.ts';
export * from './job-table.suite.ts';
export * from './new-job.ts';
export * from './payload-store.suite.ts';
export * from './test-clock.ts';
