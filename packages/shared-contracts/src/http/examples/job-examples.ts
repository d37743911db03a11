import type { JobSummary, JobView } from '../../jobs/job-view.ts';
import { LIMITS } from '../../limits.ts';
import type { ApiExample } from './api-example.ts';
import { problemExample } from './problem-example.ts';

/** Submitted by the first example, and followed by those after it. */
export const JOB_ID = 'job_5b1e0f2a9c7d4e8fa3b6c5d4e3f20118';
/** One that runs for long. */
export const LONG_JOB_ID = 'job_c04a7d1e8b2f4c6d9e5a3b1f0c8d7e62';
const UNKNOWN_JOB_ID = `job_${'0'.repeat(32)}`;

const ORDERS = 'country,cents\nDE,1200\nFR,800\nDE,300\n';
const SQL = 'SELECT country, sum(cents) AS cents FROM orders GROUP BY country ORDER BY country';
const FILE_NAME = 'revenue.csv';
const BODY = {
  type: 'csv-etl',
  input: {
    sources: [{ table: 'orders', format: 'csv', from: { text: ORDERS } }],
    sql: SQL,
    output: { format: 'csv', fileName: FILE_NAME },
  },
  tags: { team: 'billing' },
};

const createdAt = '2026-11-02T09:30:00.000Z';
const startedAt = '2026-11-02T09:30:01.250Z';
const finishedAt = '2026-11-02T09:30:02.500Z';

const QUEUED: JobSummary = {
  id: JOB_ID,
  type: BODY.type,
  status: 'QUEUED',
  priority: 'standard',
  attempt: 0,
  maxAttempts: 3,
  tags: BODY.tags,
  createdAt,
  updatedAt: createdAt,
  version: 1,
};

const LISTED: JobSummary = {
  ...QUEUED,
  status: 'SUCCEEDED',
  attempt: 1,
  progress: { percent: 100 },
  startedAt,
  finishedAt,
  updatedAt: finishedAt,
  version: 3,
};

const SUCCEEDED: JobView = {
  ...LISTED,
  attempts: [{ attempt: 1, startedAt, endedAt: finishedAt, outcome: 'succeeded' }],
  result: {
    file: {
      url: `https://payloads.example.com/jobs/${JOB_ID}/attempts/1/files/${FILE_NAME}?X-Amz-Signature=8f14e45f`,
      name: FILE_NAME,
      contentType: 'text/csv',
      sizeBytes: 29,
    },
    rowCount: 2,
    columns: [
      { name: 'country', type: 'VARCHAR' },
      { name: 'cents', type: 'HUGEINT' },
    ],
    sources: [{ table: 'orders', rowCount: 3 }],
  },
};

const STOPPING: JobView = {
  ...QUEUED,
  attempts: [{ attempt: 1, startedAt }],
  id: LONG_JOB_ID,
  status: 'RUNNING',
  attempt: 1,
  tags: {},
  startedAt,
  updatedAt: finishedAt,
  cancelRequestedAt: finishedAt,
  version: 3,
};

export const JOB_EXAMPLES: readonly ApiExample[] = [
  {
    operationId: 'submit-job',
    name: 'accepted',
    title: 'A job is accepted',
    parameters: { 'Idempotency-Key': 'revenue-2026-11-02' },
    body: BODY,
    answer: {
      status: 202,
      headers: { Location: `/v1/jobs/${JOB_ID}`, 'Retry-After': '1', ETag: 'W/"1"' },
      body: QUEUED,
    },
  },
  {
    operationId: 'submit-job',
    name: 'refused',
    title: 'A request is refused, and every fault is named',
    body: { ...BODY, input: { ...BODY.input, sql: '', output: { format: 'xlsx' } } },
    answer: {
      status: 422,
      body: problemExample('validation-failed', {
        detail:
          '#/input/sql must NOT have fewer than 1 characters; #/input/output/format must be one of "csv", "parquet"',
        instance: '/v1/jobs',
        errors: [
          { detail: 'must NOT have fewer than 1 characters', pointer: '#/input/sql' },
          { detail: 'must be one of "csv", "parquet"', pointer: '#/input/output/format' },
        ],
      }),
    },
  },
  {
    operationId: 'get-job',
    name: 'succeeded',
    title: 'A job has succeeded',
    parameters: { jobId: JOB_ID, Prefer: 'wait=20' },
    answer: { status: 200, headers: { ETag: 'W/"3"' }, body: SUCCEEDED },
  },
  {
    operationId: 'list-jobs',
    name: 'page',
    title: 'The newest jobs of a type that have succeeded',
    parameters: { type: 'csv-etl', status: 'SUCCEEDED', limit: '10' },
    answer: { status: 200, body: { jobs: [LISTED] } },
  },
  {
    operationId: 'list-jobs',
    name: 'refused',
    title: 'A parameter is wrong',
    parameters: { limit: '1000' },
    answer: {
      status: 422,
      body: problemExample('validation-failed', {
        detail: `#/limit must be a whole number from 1 to ${LIMITS.listedJobs}`,
        instance: '/v1/jobs',
        errors: [{ detail: `must be a whole number from 1 to ${LIMITS.listedJobs}`, pointer: '#/limit' }],
      }),
    },
  },
  {
    operationId: 'get-job',
    name: 'unknown',
    title: 'There is no such job, or it is another owner’s',
    parameters: { jobId: UNKNOWN_JOB_ID },
    answer: {
      status: 404,
      body: problemExample('job-not-found', {
        detail: `There is no job ${UNKNOWN_JOB_ID}. Jobs are kept for ${LIMITS.jobRetentionDays} days.`,
        instance: `/v1/jobs/${UNKNOWN_JOB_ID}`,
      }),
    },
  },
  {
    operationId: 'get-job-file',
    name: 'found',
    title: 'Where the file is',
    parameters: { jobId: JOB_ID, name: FILE_NAME },
    answer: {
      status: 302,
      headers: {
        Location: `https://payloads.example.com/jobs/${JOB_ID}/attempts/1/files/${FILE_NAME}?X-Amz-Signature=8f14e45f`,
      },
    },
  },
  {
    operationId: 'cancel-job',
    name: 'stopping',
    title: 'A running job is told to stop',
    parameters: { jobId: LONG_JOB_ID },
    answer: { status: 202, headers: { ETag: 'W/"3"' }, body: STOPPING },
  },
  {
    operationId: 'cancel-job',
    name: 'finished',
    title: 'It is too late',
    parameters: { jobId: JOB_ID },
    answer: {
      status: 409,
      body: problemExample('job-already-finished', {
        detail: 'The job is SUCCEEDED and can no longer be cancelled.',
        instance: `/v1/jobs/${JOB_ID}`,
      }),
    },
  },
];
