export { artifactTable, digest } from './artifact.ts';
export { buildDashboard } from './build-dashboard.ts';
export { buildFunctions } from './build-functions.ts';
export { buildJobFunctions } from './build-job-functions.ts';
export { buildWorker } from './build-worker.ts';
export { bundleDashboard, DASHBOARD_ASSETS } from './bundle-dashboard.ts';
export { runnableWorker, type WorkerEntry } from './runnable-worker.ts';
export { workedOutData } from './worked-out-data.ts';
