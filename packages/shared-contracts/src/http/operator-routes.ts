import { FailureList, OperatorJobView, Overview, RedriveOutcome, RedriveRequest } from '../operations/operations.ts';
import type { Route } from './route.ts';
import { BODY_PROBLEMS, ETAG, JOB_ID, PAGE, RETRIED, RETRY_PROBLEMS, TYPE_FILTER } from './route-parts.ts';

const OPERATORS_LOCATION = { name: 'Location', description: 'The path of the job for operators' };

/** The routes of operators: of the jobs of all owners, and for nobody else. */
export const OPERATOR_ROUTES: readonly Route[] = [
  {
    operationId: 'get-overview',
    method: 'GET',
    path: '/v1/operations/overview',
    summary: 'See how all job types fare',
    description: 'Queues, dead letters, workers and the last hour, as they are at this moment.',
    scope: 'operator',
    answers: [{ status: 200, description: 'The job types', schema: Overview }],
    problems: [],
  },
  {
    operationId: 'list-failures',
    method: 'GET',
    path: '/v1/operations/failures',
    summary: 'List failed jobs',
    description: 'Of all owners, the last to fail first: what needs a person.',
    scope: 'operator',
    parameters: [TYPE_FILTER, ...PAGE],
    answers: [{ status: 200, description: 'The jobs', schema: FailureList }],
    problems: ['validation-failed'],
  },
  {
    operationId: 'get-any-job',
    method: 'GET',
    path: '/v1/operations/jobs/{jobId}',
    summary: 'Read a job of any owner',
    description: 'Its state and its errors, neither its input nor its result.',
    scope: 'operator',
    parameters: [JOB_ID],
    answers: [{ status: 200, description: 'The job', schema: OperatorJobView, headers: [ETAG] }],
    problems: ['malformed-job-id', 'job-not-found'],
  },
  {
    operationId: 'cancel-any-job',
    method: 'DELETE',
    path: '/v1/operations/jobs/{jobId}',
    summary: 'Cancel a job of any owner',
    scope: 'operator',
    parameters: [JOB_ID],
    answers: [
      { status: 200, description: 'The job is cancelled', schema: OperatorJobView, headers: [ETAG] },
      { status: 202, description: 'The job is being stopped', schema: OperatorJobView, headers: [ETAG] },
    ],
    problems: ['malformed-job-id', 'job-not-found', 'job-already-finished'],
  },
  {
    operationId: 'retry-any-job',
    method: 'POST',
    path: '/v1/operations/jobs/{jobId}/retry',
    summary: 'Retry a failed job of any owner',
    scope: 'operator',
    parameters: [JOB_ID],
    answers: [{ ...RETRIED, schema: OperatorJobView, headers: [OPERATORS_LOCATION, ETAG] }],
    problems: RETRY_PROBLEMS,
  },
  {
    operationId: 'redrive-jobs',
    method: 'POST',
    path: '/v1/operations/redrive',
    summary: 'Run the dead letters of a job type again',
    description: 'At most so many as it is told, each once.',
    scope: 'operator',
    request: RedriveRequest,
    answers: [{ status: 200, description: 'What became of the dead letters', schema: RedriveOutcome }],
    problems: [...BODY_PROBLEMS, 'unknown-job-type'],
  },
];
