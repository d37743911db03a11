export { artifactTable, digest } from './artifact.ts';
export { buildFunctions } from './build-functions.ts';
export { buildWorker } from './build-worker.ts';
export { runnableWorker, type WorkerEntry } from './runnable-worker.ts';
