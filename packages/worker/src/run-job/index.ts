export type { AttemptRunner } from './attempt-runner.ts';
export type { HandlerEnd } from './attempt-end.ts';
export { createThreadRunner } from './thread-runner.ts';
