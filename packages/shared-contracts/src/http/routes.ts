import { JOB_STATUSES } from '../jobs/job-states.ts';
import { JobView } from '../jobs/job-view.ts';
import { JobList } from '../operations/operations.ts';
import { BATCH_ROUTES } from './batch-routes.ts';
import { OPERATOR_ROUTES } from './operator-routes.ts';
import { CreateUploadRequest, JobTypeList, JobTypeView, SubmitJobRequest, UploadTicket } from './requests.ts';
import type { OperationId, Route } from './route.ts';
import { SCHEDULE_ROUTES } from './schedule-routes.ts';
import {
  BODY_PROBLEMS,
  ETAG,
  IF_NONE_MATCH,
  JOB_ID,
  LOCATION,
  NOT_CHANGED,
  JOB_FILTERS,
  PAGE,
  PREFERENCE_APPLIED,
  RETRIED,
  RETRY_AFTER,
  RETRY_PROBLEMS,
  STATIC_HEADERS,
  TYPE_FILTER,
} from './route-parts.ts';
import { WEBHOOK_ROUTES } from './webhook-routes.ts';
import { ConnectionTicket } from '../push/messages.ts';
import type { ProblemCode } from './problems.ts';

export type { OperationId, Route } from './route.ts';

export const ROUTES: readonly Route[] = [
  {
    operationId: 'submit-job',
    method: 'POST',
    path: '/v1/jobs',
    summary: 'Submit a job',
    description:
      'Answers as soon as the job is stored for good. Poll its `Location`, or wait with `Prefer: wait=N` there.',
    scope: 'jobs:write',
    parameters: [
      {
        name: 'Idempotency-Key',
        in: 'header',
        description:
          'Any text of the client’s own. The same key with the same request answers with the same job; with another request it is an error.',
        schema: { type: 'string', maxLength: 255 },
      },
    ],
    request: SubmitJobRequest,
    answers: [
      {
        status: 202,
        description: 'The job is accepted',
        schema: JobView,
        headers: [
          LOCATION,
          RETRY_AFTER,
          ETAG,
          {
            name: 'Idempotency-Replayed',
            description: '`true` when an earlier request with this Idempotency-Key made the job',
          },
          { name: 'Unique-Key-Reused', description: '`true` when the job is an active one with the same `uniqueKey`' },
        ],
      },
    ],
    problems: [
      ...BODY_PROBLEMS,
      'unknown-job-type',
      'upload-not-found',
      'upload-expired',
      'webhook-secret-missing',
      'malformed-idempotency-key',
      'unique-key-in-use',
      'idempotency-key-reused',
      'ordering-key-full',
      'too-many-submissions',
      'too-many-active-jobs',
    ],
  },
  {
    operationId: 'list-jobs',
    method: 'GET',
    path: '/v1/jobs',
    summary: 'List your jobs',
    description:
      'The newest first. A job that is submitted meanwhile changes nothing of the pages that follow. A new job may take a moment to be listed.',
    scope: 'jobs:read',
    parameters: [
      TYPE_FILTER,
      {
        name: 'status',
        in: 'query',
        description: 'Only jobs in this state',
        schema: { type: 'string', enum: JOB_STATUSES },
      },
      ...JOB_FILTERS,
      ...PAGE,
    ],
    answers: [{ status: 200, description: 'The jobs', schema: JobList }],
    problems: ['validation-failed'],
  },
  {
    operationId: 'get-job',
    method: 'GET',
    path: '/v1/jobs/{jobId}',
    summary: 'Read a job',
    description:
      'The URLs in an answer work for 15 minutes. The ETag is the job’s version and knows nothing of that: to get fresh URLs, ask without `If-None-Match`.',
    scope: 'jobs:read',
    parameters: [
      JOB_ID,
      {
        name: 'include',
        in: 'query',
        description: '`input` adds the input',
        schema: { type: 'string', enum: ['input'] },
      },
      {
        name: 'Prefer',
        in: 'header',
        description: '`wait=N` (RFC 7240) holds the answer until the job changes, at most 20 seconds',
        schema: { type: 'string' },
      },
      IF_NONE_MATCH,
    ],
    answers: [
      { status: 200, description: 'The job', schema: JobView, headers: [ETAG, RETRY_AFTER, PREFERENCE_APPLIED] },
      { status: 304, description: 'The job has not changed', headers: [ETAG, RETRY_AFTER, PREFERENCE_APPLIED] },
    ],
    problems: ['malformed-job-id', 'malformed-query', 'job-not-found'],
  },
  {
    operationId: 'cancel-job',
    method: 'DELETE',
    path: '/v1/jobs/{jobId}',
    summary: 'Cancel a job',
    description:
      'A job that waits is cancelled at once (200); one that runs is told to stop (202) and then ends CANCELLED. With `purge=true`, a job that has ended is deleted with its input, results and files (204); its Idempotency-Key is free again.',
    scope: 'jobs:write',
    parameters: [
      JOB_ID,
      {
        name: 'purge',
        in: 'query',
        description: 'Delete a job that has ended',
        schema: { type: 'string', enum: ['true', 'false'] },
      },
    ],
    answers: [
      { status: 200, description: 'The job is cancelled', schema: JobView, headers: [ETAG] },
      { status: 202, description: 'The job is being stopped', schema: JobView, headers: [ETAG, RETRY_AFTER] },
      { status: 204, description: 'The job is deleted' },
    ],
    problems: ['malformed-job-id', 'malformed-query', 'job-not-found', 'job-already-finished', 'job-not-finished'],
  },
  {
    operationId: 'retry-job',
    method: 'POST',
    path: '/v1/jobs/{jobId}/retry',
    summary: 'Retry a failed job',
    description: 'Queues a FAILED job again, with all the attempts of its type. Its input stays as it is.',
    scope: 'jobs:write',
    parameters: [JOB_ID],
    answers: [RETRIED],
    problems: RETRY_PROBLEMS,
  },
  {
    operationId: 'get-job-file',
    method: 'GET',
    path: '/v1/jobs/{jobId}/files/{name}',
    summary: 'Download a file of a result',
    description: 'Redirects to a URL that works for 15 minutes. Results name their files.',
    scope: 'jobs:read',
    parameters: [
      JOB_ID,
      { name: 'name', in: 'path', description: 'The `name` of a file in the result', schema: { type: 'string' } },
    ],
    answers: [
      {
        status: 302,
        description: 'The file is at `Location`. Do not send your API key there.',
        headers: [{ name: 'Location', description: 'A presigned URL' }],
      },
    ],
    problems: ['malformed-job-id', 'job-not-found', 'file-not-found', 'result-expired'],
  },
  ...WEBHOOK_ROUTES,
  {
    operationId: 'create-upload',
    method: 'POST',
    path: '/v1/uploads',
    summary: 'Get a URL to upload a file to',
    description:
      'Send the file with `PUT` to `url` with the given headers, then name `uploadId` in a job’s input within a day.',
    scope: 'jobs:write',
    request: CreateUploadRequest,
    answers: [{ status: 201, description: 'Where to send the file', schema: UploadTicket }],
    problems: [...BODY_PROBLEMS],
  },
  {
    operationId: 'create-connection',
    method: 'POST',
    path: '/v1/connections',
    summary: 'Get a URL to open a WebSocket to',
    description:
      'Open it within a minute; it works once. Then subscribe to jobs, and be sent each change of theirs: docs/push.md has the messages.',
    scope: 'jobs:read',
    answers: [{ status: 201, description: 'Where to connect to', schema: ConnectionTicket }],
    problems: [],
  },
  {
    operationId: 'list-job-types',
    method: 'GET',
    path: '/v1/job-types',
    summary: 'List the job types',
    scope: 'jobs:read',
    parameters: [IF_NONE_MATCH],
    answers: [{ status: 200, description: 'The job types', schema: JobTypeList, headers: STATIC_HEADERS }, NOT_CHANGED],
    problems: [],
  },
  {
    operationId: 'get-job-type',
    method: 'GET',
    path: '/v1/job-types/{type}',
    summary: 'Read a job type',
    description: 'Its input and result schemas, its settings, and whether it is paused.',
    scope: 'jobs:read',
    parameters: [
      { name: 'type', in: 'path', description: 'The name of a job type', schema: { type: 'string' } },
      IF_NONE_MATCH,
    ],
    answers: [{ status: 200, description: 'The job type', schema: JobTypeView, headers: STATIC_HEADERS }, NOT_CHANGED],
    problems: ['job-type-not-found'],
  },
  {
    operationId: 'get-openapi',
    method: 'GET',
    path: '/v1/openapi.json',
    summary: 'Read the OpenAPI document',
    scope: 'jobs:read',
    parameters: [IF_NONE_MATCH],
    answers: [{ status: 200, description: 'OpenAPI 3.1', headers: STATIC_HEADERS }, NOT_CHANGED],
    problems: [],
  },
  ...SCHEDULE_ROUTES,
  ...BATCH_ROUTES,
  ...OPERATOR_ROUTES,
];

export const OPERATION_IDS: readonly OperationId[] = ROUTES.map((route) => route.operationId);

export function routeOf(operationId: OperationId): Route {
  const route = ROUTES.find((candidate) => candidate.operationId === operationId);
  if (!route) throw new Error(`No route is declared for "${operationId}": add it to ROUTES`);
  return route;
}

/** Problems that any route can answer with. */
export const COMMON_PROBLEMS = [
  'invalid-api-key',
  'insufficient-scope',
  'internal-error',
  'service-unavailable',
] as const satisfies readonly ProblemCode[];
