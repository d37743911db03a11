import type { BatchSubmission, BatchView } from '../../batches/batch.ts';
import type { JobView } from '../../jobs/job-view.ts';
import type { ApiExample } from './api-example.ts';
import { problemExample } from './problem-example.ts';

const BATCH_ID = 'bat_2c7e9f10b3d54a68825f6a1d0c9b7e43';
const FIRST_ID = 'job_0d6f3a1b5c8e4f729b0a1c2d3e4f5061';
const NEXT_ID = 'job_1e7a4b2c6d9f40839c1b2d3e4f506172';
const AFTER_ID = 'job_2f8b5c3d7eaf41949d2c3e4f50617283';

const createdAt = '2026-11-02T09:00:00.000Z';

/** Long before its time, so that the answers stay as they are. */
const LATER = { runAt: '2027-06-01T00:00:00Z' };
const job = (text: string) => ({ type: 'text-analyze', input: { source: { text } } });

const BODY = {
  name: 'Letters of October',
  tags: { team: 'support' },
  jobs: [
    { ...job('The first letter.'), ...LATER },
    { ...job('The second letter.'), after: ['#0'] },
    { type: 'text-analyze', input: { source: { words: 'A letter that is none.' } } },
  ],
};

const BATCH: BatchView = {
  id: BATCH_ID,
  name: BODY.name,
  tags: BODY.tags,
  status: 'RUNNING',
  counts: { total: 3, refused: 1, pending: 2, succeeded: 0, failed: 0, cancelled: 0 },
  createdAt,
};

const PROBLEM = problemExample('validation-failed', {
  detail: '#/input/source/words is not a known field',
  errors: [{ detail: 'is not a known field', pointer: '#/input/source/words' }],
});

const SUBMISSION: BatchSubmission = {
  ...BATCH,
  results: [
    { index: 0, jobId: FIRST_ID },
    { index: 1, jobId: NEXT_ID },
    { index: 2, problem: PROBLEM },
  ],
};

const FOLLOWER: JobView = {
  id: AFTER_ID,
  type: 'text-analyze',
  status: 'SCHEDULED',
  priority: 'standard',
  attempt: 0,
  maxAttempts: 3,
  tags: {},
  createdAt,
  waitsFor: [FIRST_ID],
  updatedAt: createdAt,
  version: 1,
};

export const BATCH_EXAMPLES: readonly ApiExample[] = [
  {
    operationId: 'submit-batch',
    name: 'batch',
    title: 'Three jobs, of which the second starts after the first, and the third is refused',
    body: BODY,
    answer: { status: 202, headers: { Location: `/v1/batches/${BATCH_ID}` }, body: SUBMISSION },
  },
  {
    operationId: 'submit-batch',
    name: 'ring',
    title: 'Jobs that wait for each other',
    body: {
      jobs: [
        { ...job('The hen.'), after: ['#1'] },
        { ...job('The egg.'), after: ['#0'] },
      ],
    },
    answer: {
      status: 422,
      body: problemExample('validation-failed', {
        detail:
          '#/jobs/0/after/0 would have the job wait for itself, or for one that does; #/jobs/1/after/0 would have the job wait for itself, or for one that does',
        instance: '/v1/batches',
        errors: [
          { detail: 'would have the job wait for itself, or for one that does', pointer: '#/jobs/0/after/0' },
          { detail: 'would have the job wait for itself, or for one that does', pointer: '#/jobs/1/after/0' },
        ],
      }),
    },
  },
  {
    operationId: 'submit-job',
    name: 'follow-up',
    title: 'A job that starts after another has succeeded',
    body: { ...job('What came of the letters.'), after: [FIRST_ID] },
    answer: {
      status: 202,
      headers: { Location: `/v1/jobs/${AFTER_ID}`, 'Retry-After': '1', ETag: 'W/"1"' },
      body: FOLLOWER,
    },
  },
  {
    operationId: 'get-batch',
    name: 'running',
    title: 'A batch of which no job has ended',
    parameters: { batchId: BATCH_ID },
    answer: { status: 200, body: BATCH },
  },
  {
    operationId: 'list-batches',
    name: 'batches',
    title: 'The one batch',
    answer: { status: 200, body: { batches: [BATCH] } },
  },
  {
    operationId: 'list-batch-jobs',
    name: 'jobs',
    title: 'The jobs of a batch',
    parameters: { batchId: BATCH_ID },
    answer: {
      status: 200,
      body: {
        jobs: [
          { index: 0, jobId: FIRST_ID, status: 'SCHEDULED' },
          { index: 1, jobId: NEXT_ID, status: 'SCHEDULED' },
          { index: 2, problem: PROBLEM },
        ],
      },
    },
  },
  {
    operationId: 'get-batch-manifest',
    name: 'not-completed',
    title: 'A batch that has not completed',
    parameters: { batchId: BATCH_ID },
    answer: {
      status: 409,
      body: problemExample('batch-not-completed', {
        detail: 'The manifest is written once all jobs of the batch have ended.',
        instance: `/v1/batches/${BATCH_ID}/manifest`,
      }),
    },
  },
  {
    operationId: 'cancel-batch',
    name: 'cancelled',
    title: 'All jobs of a batch are cancelled',
    parameters: { batchId: BATCH_ID },
    answer: { status: 202, body: { ...BATCH, cancelRequestedAt: '2026-11-02T09:01:00.000Z' } },
  },
];
