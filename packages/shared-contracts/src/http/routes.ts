import type { TSchema } from 'typebox';
import { JobView } from '../jobs/job-view.ts';
import { CreateUploadRequest, JobTypeList, JobTypeView, SubmitJobRequest, UploadTicket } from './requests.ts';
import type { ProblemCode } from './problems.ts';
import type { Scope } from './scopes.ts';

interface Header {
  readonly name: string;
  readonly description: string;
}

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly description: string;
  readonly schema: {
    readonly type: 'string';
    readonly pattern?: string;
    readonly enum?: readonly string[];
    readonly maxLength?: number;
  };
}

interface Answer {
  readonly status: number;
  readonly description: string;
  readonly schema?: TSchema;
  readonly headers?: readonly Header[];
}

/** One route of the API. Its `operationId` is also the name of the Lambda function and of its folder. */
export interface Route {
  readonly operationId: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** As API Gateway and OpenAPI write it: `/v1/jobs/{jobId}`. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly scope: Scope;
  readonly parameters?: readonly Parameter[];
  readonly request?: TSchema;
  readonly answers: readonly Answer[];
  readonly problems: readonly ProblemCode[];
}

const LOCATION = { name: 'Location', description: 'The path of the job' };
const RETRY_AFTER = {
  name: 'Retry-After',
  description: 'Seconds after which to ask again; absent once the job has finished',
};
const ETAG = { name: 'ETag', description: 'The version of the job, for `If-None-Match`' };
const JOB_ID = {
  name: 'jobId',
  in: 'path',
  description: 'The id that POST /v1/jobs returned',
  schema: { type: 'string' },
} as const;
const BODY_PROBLEMS = ['malformed-json', 'unsupported-media-type', 'payload-too-large', 'validation-failed'] as const;

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
      { status: 202, description: 'The job is accepted', schema: JobView, headers: [LOCATION, RETRY_AFTER, ETAG] },
    ],
    problems: [
      ...BODY_PROBLEMS,
      'unknown-job-type',
      'upload-not-found',
      'upload-expired',
      'malformed-idempotency-key',
      'idempotency-key-reused',
    ],
  },
  {
    operationId: 'get-job',
    method: 'GET',
    path: '/v1/jobs/{jobId}',
    summary: 'Read a job',
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
      {
        name: 'If-None-Match',
        in: 'header',
        description: 'An `ETag`: 304 while the job has not changed',
        schema: { type: 'string' },
      },
    ],
    answers: [
      { status: 200, description: 'The job', schema: JobView, headers: [ETAG, RETRY_AFTER] },
      { status: 304, description: 'The job has not changed', headers: [ETAG, RETRY_AFTER] },
    ],
    problems: ['malformed-job-id', 'malformed-query', 'job-not-found'],
  },
  {
    operationId: 'cancel-job',
    method: 'DELETE',
    path: '/v1/jobs/{jobId}',
    summary: 'Cancel a job',
    description:
      'A job that waits is cancelled at once (200); one that runs is told to stop (202) and then ends CANCELLED.',
    scope: 'jobs:write',
    parameters: [JOB_ID],
    answers: [
      { status: 200, description: 'The job is cancelled', schema: JobView, headers: [ETAG] },
      { status: 202, description: 'The job is being stopped', schema: JobView, headers: [ETAG, RETRY_AFTER] },
    ],
    problems: ['malformed-job-id', 'job-not-found', 'job-already-finished'],
  },
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
    operationId: 'list-job-types',
    method: 'GET',
    path: '/v1/job-types',
    summary: 'List the job types',
    scope: 'jobs:read',
    answers: [{ status: 200, description: 'The job types', schema: JobTypeList }],
    problems: [],
  },
  {
    operationId: 'get-job-type',
    method: 'GET',
    path: '/v1/job-types/{type}',
    summary: 'Read a job type',
    description: 'Its input and result schemas, and its settings.',
    scope: 'jobs:read',
    parameters: [{ name: 'type', in: 'path', description: 'The name of a job type', schema: { type: 'string' } }],
    answers: [{ status: 200, description: 'The job type', schema: JobTypeView }],
    problems: ['job-type-not-found'],
  },
  {
    operationId: 'get-openapi',
    method: 'GET',
    path: '/v1/openapi.json',
    summary: 'Read this document',
    scope: 'jobs:read',
    answers: [{ status: 200, description: 'OpenAPI 3.1' }],
    problems: [],
  },
];

/** Problems that any route can answer with. */
export const COMMON_PROBLEMS = [
  'invalid-api-key',
  'insufficient-scope',
  'internal-error',
  'service-unavailable',
] as const satisfies readonly ProblemCode[];
