import type { AuditList } from '../../operations/audit.ts';
import type { JobTypeControl } from '../../operations/controls.ts';
import type { OperatorJobView, Overview } from '../../operations/operations.ts';
import type { ApiExample } from './api-example.ts';
import { JOB_ID } from './job-examples.ts';
import { problemExample } from './problem-example.ts';

/** One that has failed for good. */
export const FAILED_JOB_ID = 'job_71f0c3d9a5e84b2c96d1e0f3a8b74c05';
/** One that runs for long. */
export const SLOW_JOB_ID = 'job_e25d8c1f7a3b4096b4f8d2a6c9013e7b';

const createdAt = '2026-11-02T09:31:00.000Z';
const startedAt = '2026-11-02T09:31:00.850Z';
const finishedAt = '2026-11-02T09:31:01.100Z';
const retriedAt = '2026-11-02T10:15:00.000Z';

const STARTED = {
  owner: 'local',
  type: 'csv-etl',
  attempt: 1,
  priority: 'standard',
  maxAttempts: 3,
  tags: {},
  createdAt,
  startedAt,
  version: 3,
} as const;

const FAILURE = {
  code: 'duplicate-table',
  message: 'Two sources are called "orders": each needs a name of its own',
};

const FAILED: OperatorJobView = {
  ...STARTED,
  id: FAILED_JOB_ID,
  status: 'FAILED',
  error: { ...FAILURE, attempt: 1 },
  attempts: [{ attempt: 1, startedAt, endedAt: finishedAt, outcome: 'failed', error: FAILURE }],
  finishedAt,
  updatedAt: finishedAt,
};

const STOPPING: OperatorJobView = {
  ...STARTED,
  id: SLOW_JOB_ID,
  status: 'RUNNING',
  attempts: [{ attempt: 1, startedAt }],
  cancelRequestedAt: retriedAt,
  updatedAt: retriedAt,
};

/** It keeps why it failed, and may try three times more. */
function retried({ finishedAt: _finishedAt, ...rest }: OperatorJobView): OperatorJobView {
  return { ...rest, status: 'QUEUED', maxAttempts: rest.attempt + 3, updatedAt: retriedAt, version: rest.version + 1 };
}

const { owner: _owner, ...RETRIED_BY_OWNER } = retried(FAILED);

const OVERVIEW: Overview = {
  at: '2026-11-02T10:14:30.000Z',
  jobTypes: [
    {
      type: 'csv-etl',
      title: 'CSV ETL',
      queues: [
        { lane: 'high', visible: 0, inFlight: 1, delayed: 0 },
        { lane: 'standard', visible: 9, inFlight: 3, delayed: 1 },
        { lane: 'low', visible: 3, inFlight: 0, delayed: 0 },
      ],
      deadLetters: 1,
      workers: { running: 2, pending: 1, desired: 3, max: 10 },
      minutes: [
        { startedAt: '2026-11-02T10:12:00.000Z', succeeded: 0, failed: 0, cancelled: 1 },
        {
          startedAt: '2026-11-02T10:13:00.000Z',
          succeeded: 57,
          failed: 1,
          cancelled: 0,
          waitP50Ms: 841,
          waitP95Ms: 5560,
        },
      ],
    },
  ],
};

const PAUSED: JobTypeControl = {
  type: 'image-transform',
  paused: { since: retriedAt, by: 'local', reason: 'The image library is being mended' },
};

const AUDIT: AuditList = {
  entries: [
    {
      id: '5f0c1d7e9b3a4c2d8e6f7a1b2c3d4e5f',
      at: retriedAt,
      action: 'job-type.pause',
      actor: 'local',
      keyId: '9c1185a5c5e9fc54',
      target: 'image-transform',
      outcome: 'done',
      requestId: 'aGVsbG8gd29ybGQ=',
    },
  ],
};

export const OPERATION_EXAMPLES: readonly ApiExample[] = [
  {
    operationId: 'get-overview',
    name: 'overview',
    title: 'A backlog that a third worker is being started for',
    answer: { status: 200, body: OVERVIEW, momentary: true },
  },
  {
    operationId: 'get-any-job',
    name: 'failed',
    title: 'Why a job has failed',
    parameters: { jobId: FAILED_JOB_ID },
    answer: { status: 200, headers: { ETag: 'W/"3"' }, body: FAILED },
  },
  {
    operationId: 'list-failures',
    name: 'page',
    title: 'What needs a person',
    parameters: { type: 'csv-etl' },
    answer: { status: 200, body: { jobs: [FAILED] } },
  },
  {
    operationId: 'retry-job',
    name: 'retried',
    title: 'A failed job is queued again',
    parameters: { jobId: FAILED_JOB_ID },
    answer: {
      status: 202,
      headers: { Location: `/v1/jobs/${FAILED_JOB_ID}`, ETag: 'W/"4"' },
      body: RETRIED_BY_OWNER,
    },
  },
  {
    operationId: 'retry-any-job',
    name: 'notFailed',
    title: 'There is nothing to retry',
    parameters: { jobId: JOB_ID },
    answer: {
      status: 409,
      body: problemExample('job-not-failed', {
        detail: 'The job is SUCCEEDED: only a job that has FAILED can be retried.',
        instance: `/v1/operations/jobs/${JOB_ID}/retry`,
      }),
    },
  },
  {
    operationId: 'cancel-any-job',
    name: 'stopping',
    title: 'A running job is told to stop',
    parameters: { jobId: SLOW_JOB_ID },
    answer: { status: 202, headers: { ETag: 'W/"3"' }, body: STOPPING },
  },
  {
    operationId: 'redrive-jobs',
    name: 'nothing',
    title: 'There is no dead letter',
    body: { type: 'text-analyze', maxJobs: 10 },
    answer: { status: 200, body: { redriven: 0, obsolete: 0, kept: 0 } },
  },
  {
    operationId: 'retry-jobs',
    name: 'dryRun',
    title: 'Which jobs would be retried',
    body: { type: 'image-transform', errorCode: 'upstream-away', dryRun: true },
    answer: { status: 200, body: { matched: 0, retried: 0, skipped: 0, sample: [] } },
  },
  {
    operationId: 'pause-job-type',
    name: 'paused',
    title: 'A job type is paused',
    parameters: { type: 'image-transform' },
    body: { reason: 'The image library is being mended' },
    answer: { status: 200, body: PAUSED },
  },
  {
    operationId: 'resume-job-type',
    name: 'resumed',
    title: 'A job type is resumed',
    parameters: { type: 'image-transform' },
    answer: { status: 200, body: { type: 'image-transform' } },
  },
  {
    operationId: 'list-audit',
    name: 'page',
    title: 'Who paused what, and when',
    parameters: { action: 'job-type.pause', limit: '1' },
    answer: { status: 200, body: AUDIT, momentary: true },
  },
];
