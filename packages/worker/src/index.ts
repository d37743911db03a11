export { systemClock, type Clock } from './clock.ts';
export { createWorker, type Worker } from './create-worker.ts';
export * from './define-job.ts';
export * from './errors.ts';
export type { TaskProtection } from './protect-task/task-protection.ts';
export type { WorkerSettings } from './settings.ts';
export type { WorkerDependencies } from './worker-dependencies.ts';
