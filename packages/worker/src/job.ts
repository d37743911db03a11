/** What handlers are written with: the entry `@jobs/worker/job`, for packages outside of this repository. */
export { defineJob, type JobContext, type JobDefinition, type JobHandler, type JobPayloads } from './define-job.ts';
export { AttemptStoppedError, PermanentJobError, RetryLaterError, type StopReason } from './errors.ts';
export { abortPoint } from './jobs/abort-point.ts';
export { readTextUpload } from './jobs/read-text-upload.ts';
