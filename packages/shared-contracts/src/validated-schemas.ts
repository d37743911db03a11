import { BatchEnvelope } from './batches/batch.ts';
import { BatchEvent } from './batches/batch-event.ts';
import { CreateUploadRequest, SubmitJobRequest } from './http/requests.ts';
import { JobEvent } from './events/job-event.ts';
import { PauseRequest } from './operations/controls.ts';
import { RedriveRequest } from './operations/operations.ts';
import { RetryJobsRequest } from './operations/retry-jobs.ts';
import { JobTopicRequest, OwnJobsRequest, PingRequest } from './push/messages.ts';
import { CreateScheduleRequest, UpdateScheduleRequest } from './schedules/schedule.ts';
import { JOB_TYPES } from './job-types/catalogue.ts';

/** What is validated, by the file of its validators in `generated/validators`: one each, so that a bundle holds those that its code needs and no others. */
export const VALIDATED_SCHEMAS: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  requests: { submitJob: SubmitJobRequest },
  uploads: { createUpload: CreateUploadRequest },
  operations: { redrive: RedriveRequest, retryJobs: RetryJobsRequest, pause: PauseRequest },
  schedules: { create: CreateScheduleRequest, update: UpdateScheduleRequest },
  batches: { create: BatchEnvelope, event: BatchEvent },
  events: { job: JobEvent },
  push: { jobTopic: JobTopicRequest, ownJobs: OwnJobsRequest, ping: PingRequest },
  inputs: Object.fromEntries(JOB_TYPES.map(({ name, input }) => [name, input])),
  results: Object.fromEntries(JOB_TYPES.map(({ name, result }) => [name, result])),
};
