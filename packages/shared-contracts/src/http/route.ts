import type { TSchema } from 'typebox';
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
  readonly schema:
    | {
        readonly type: 'string';
        readonly pattern?: string;
        readonly enum?: readonly string[];
        readonly maxLength?: number;
      }
    | { readonly type: 'integer'; readonly minimum: number; readonly maximum: number; readonly default: number };
}

interface Answer {
  readonly status: number;
  readonly description: string;
  readonly schema?: TSchema;
  readonly headers?: readonly Header[];
}

export type OperationId =
  | 'submit-job'
  | 'get-job'
  | 'get-job-file'
  | 'list-jobs'
  | 'retry-job'
  | 'cancel-job'
  | 'create-upload'
  | 'create-connection'
  | 'list-deliveries'
  | 'replay-delivery'
  | 'rotate-webhook-secret'
  | 'list-webhook-secrets'
  | 'create-schedule'
  | 'list-schedules'
  | 'get-schedule'
  | 'update-schedule'
  | 'delete-schedule'
  | 'submit-batch'
  | 'list-batches'
  | 'get-batch'
  | 'list-batch-jobs'
  | 'get-batch-manifest'
  | 'cancel-batch'
  | 'list-job-types'
  | 'get-job-type'
  | 'get-openapi'
  | 'get-overview'
  | 'list-failures'
  | 'get-any-job'
  | 'retry-any-job'
  | 'cancel-any-job'
  | 'redrive-jobs'
  | 'retry-jobs'
  | 'pause-job-type'
  | 'resume-job-type'
  | 'list-audit';

/** One route of the API. Its `operationId` is also the name of the Lambda function and of its folder. */
export interface Route {
  readonly operationId: OperationId;
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** As API Gateway and OpenAPI write it: `/v1/jobs/{jobId}`. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly scope: Scope;
  readonly parameters?: readonly Parameter[];
  readonly request?: TSchema;
  /** By default `LIMITS.requestBodyBytes`. */
  readonly maxBodyBytes?: number;
  readonly answers: readonly Answer[];
  readonly problems: readonly ProblemCode[];
}
