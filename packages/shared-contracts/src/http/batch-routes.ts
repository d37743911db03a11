import {
  BatchList,
  BatchMemberList,
  BatchSubmission,
  BatchView,
  CreateBatchRequest,
  ManifestLocation,
} from '../batches/batch.ts';
import { LIMITS } from '../limits.ts';
import type { Route } from './route.ts';
import { BODY_PROBLEMS } from './route-parts.ts';

const BATCH_ID = {
  name: 'batchId',
  in: 'path',
  description: 'The id that POST /v1/batches returned',
  schema: { type: 'string' },
} as const;

const pageOf = (what: string) =>
  [
    {
      name: 'limit',
      in: 'query',
      description: `How many ${what} at most`,
      schema: { type: 'integer', minimum: 1, maximum: LIMITS.listedJobs, default: 20 },
    },
    {
      name: 'cursor',
      in: 'query',
      description: 'The `nextCursor` of the page before',
      schema: { type: 'string', maxLength: LIMITS.cursorCharacters },
    },
  ] as const;

/** Routes of many jobs that are submitted together. */
export const BATCH_ROUTES: readonly Route[] = [
  {
    operationId: 'submit-batch',
    method: 'POST',
    path: '/v1/batches',
    summary: 'Submit many jobs at once',
    description: `Up to ${LIMITS.batchJobs} jobs in up to ${LIMITS.batchBodyBytes / 1024 / 1024} MiB, each accepted or refused on its own. With an Idempotency-Key, a request that was cut off is completed by sending it again, and makes no job twice.`,
    scope: 'jobs:write',
    parameters: [
      {
        name: 'Idempotency-Key',
        in: 'header',
        description:
          'Any text of the client’s own. The same key with the same request answers with the same batch; with another request it is an error.',
        schema: { type: 'string', maxLength: 255 },
      },
    ],
    request: CreateBatchRequest,
    maxBodyBytes: LIMITS.batchBodyBytes,
    answers: [
      {
        status: 202,
        description: 'The batch, and what became of each of its jobs',
        schema: BatchSubmission,
        headers: [
          { name: 'Location', description: 'The path of the batch' },
          {
            name: 'Idempotency-Replayed',
            description: '`true` when an earlier request with this Idempotency-Key made the batch',
          },
        ],
      },
    ],
    problems: [
      ...BODY_PROBLEMS,
      'malformed-idempotency-key',
      'idempotency-key-reused',
      'no-job-accepted',
      'webhook-secret-missing',
    ],
  },
  {
    operationId: 'list-batches',
    method: 'GET',
    path: '/v1/batches',
    summary: 'List your batches',
    description: 'The newest first. A new one may take a moment to be listed.',
    scope: 'jobs:read',
    parameters: [...pageOf('batches')],
    answers: [{ status: 200, description: 'A page of batches', schema: BatchList }],
    problems: ['validation-failed'],
  },
  {
    operationId: 'get-batch',
    method: 'GET',
    path: '/v1/batches/{batchId}',
    summary: 'Read a batch',
    description: 'How many of its jobs are in which state: exactly, also when jobs are retried.',
    scope: 'jobs:read',
    parameters: [BATCH_ID],
    answers: [{ status: 200, description: 'The batch', schema: BatchView }],
    problems: ['batch-not-found'],
  },
  {
    operationId: 'cancel-batch',
    method: 'DELETE',
    path: '/v1/batches/{batchId}',
    summary: 'Cancel all jobs of a batch',
    description:
      'Those that wait are cancelled, those that run are told to stop; what has ended stays as it is. What one request does not get to is done within minutes. Doing it again changes nothing.',
    scope: 'jobs:write',
    parameters: [BATCH_ID],
    answers: [{ status: 202, description: 'The batch as it is now', schema: BatchView }],
    problems: ['batch-not-found'],
  },
  {
    operationId: 'list-batch-jobs',
    method: 'GET',
    path: '/v1/batches/{batchId}/jobs',
    summary: 'List the jobs of a batch',
    description: 'In the order of the request, those that were refused as well.',
    scope: 'jobs:read',
    parameters: [BATCH_ID, ...pageOf('jobs')],
    answers: [{ status: 200, description: 'A page of jobs', schema: BatchMemberList }],
    problems: ['batch-not-found', 'validation-failed'],
  },
  {
    operationId: 'get-batch-manifest',
    method: 'GET',
    path: '/v1/batches/{batchId}/manifest',
    summary: 'Download what came of a batch',
    description:
      'Redirects to a JSON document with the status, the error and the files of every job, written when the batch completed. The URL works for 15 minutes.',
    scope: 'jobs:read',
    parameters: [
      BATCH_ID,
      {
        name: 'redirect',
        in: 'query',
        description: 'With `false` the URL is told instead: a script in a page is not shown where a redirect leads',
        schema: { type: 'string', enum: ['true', 'false'] },
      },
    ],
    answers: [
      {
        status: 302,
        description: 'The manifest is at `Location`. Do not send your API key there.',
        headers: [{ name: 'Location', description: 'A presigned URL' }],
      },
      { status: 200, description: 'With `redirect=false`: where the manifest is', schema: ManifestLocation },
    ],
    problems: ['malformed-query', 'batch-not-found', 'batch-not-completed'],
  },
];
