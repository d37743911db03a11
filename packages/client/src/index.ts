export type {
  CallSettings,
  ClientOptions,
  GetOptions,
  JobClient,
  ListOptions,
  SubmitOptions,
  WaitOptions,
} from './client.ts';
export type { Clock } from './clock.ts';
export { createClient } from './create-client.ts';
export * from './errors.ts';
export type { JobContract, JobContracts, JobOf, JobRef, JobTypes, ResultFile } from './job-types.ts';
export type { WebSocketConstructor, WebSocketLike } from './push/open-socket.ts';
export type { BatchJob, Batches, BatchOptions, BatchPageOptions } from './batches/batches.ts';
export type { ScheduleOptions, Schedules } from './schedules/schedules.ts';
export type { Content, OnProgress, UploadProgress } from './uploads/file-request.ts';
export type { Upload, UploadOptions } from './uploads/upload.ts';
export type {
  AttemptView,
  BatchSubmission,
  BatchView,
  FieldError,
  JobStatus,
  JobSummary,
  JobTypeView,
  JobView,
  ProblemCode,
  ScheduleView,
} from '@jobs/shared-contracts';
