import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { permits, ROUTE_ACCESS, type OperationId, type ProblemCode } from '@jobs/shared-contracts';
import { InsufficientScopeError, InvalidApiKeyError } from '../errors.ts';
import type { Logger } from '../logging/create-logger.ts';
import type { ApiEvent, ApiResponse } from './api-event.ts';
import { identityOf } from './authorizer-context.ts';
import { problemResponse } from './problem-response.ts';
import { readBody } from './read-body.ts';
import { traceContextOf } from './trace-context.ts';

/** A request that has been authenticated, and its body parsed if the route takes one. */
export interface ApiRequest {
  readonly owner: string;
  /** Which of the owner's keys it came with; absent from an authorizer's answer that was cached before it told. */
  readonly keyId?: string;
  /** API Gateway's. */
  readonly requestId?: string;
  /** In lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly pathParameters: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  /** Any JSON value; undefined for routes without a body. */
  readonly body: unknown;
  readonly traceparent: string;
  readonly log: Logger;
  /** Adds to the line that is logged of the request once it is answered. */
  readonly annotate: (fields: Annotations) => void;
}

interface Annotations {
  readonly jobId?: string;
  readonly batchId?: string;
  readonly code?: ProblemCode;
}

export interface ApiHandlerOptions {
  /** Which route this is. Its scope and whether it takes a body are the route's own (`ROUTE_ACCESS`), so none goes without. */
  readonly operationId: OperationId;
  readonly logger: Logger;
  readonly now: () => number;
  readonly handle: (request: ApiRequest) => Promise<ApiResponse> | ApiResponse;
}

export type ApiHandler = (event: ApiEvent, context: Context) => Promise<ApiResponse>;

interface Invocation {
  readonly startedAt: number;
  readonly traceparent: string;
  readonly traceId: string;
  readonly log: Logger;
  owner: string;
  keyId?: string;
  annotations: Annotations;
}

type InvocationEvent = ApiEvent & { readonly invocation: Invocation };
type Request = middy.Request<InvocationEvent, ApiResponse>;

/**
 * Makes a route's Lambda handler. All routes are alike in everything but `handle`: they log one line, refuse who may
 * not do it, parse the body, and answer every error with a problem document.
 */
export function createApiHandler({ operationId, logger, now, handle }: ApiHandlerOptions): ApiHandler {
  const { scope, maxBodyBytes } = ROUTE_ACCESS[operationId];

  const begin = (request: Request) => {
    const { event } = request;
    const { traceparent, traceId } = traceContextOf(event.headers?.['traceparent']);
    const requestId = event.requestContext?.requestId;
    const log = logger.child({ operation: operationId, requestId, traceId });
    const invocation = { startedAt: now(), traceparent, traceId, log, owner: '', annotations: {} };
    request.event = { ...event, invocation };
  };

  const end = ({ event: { invocation }, response }: Request) => {
    const { log, startedAt, annotations } = invocation;
    log.info({ ...annotations, status: response?.statusCode, durationMs: now() - startedAt }, 'answered');
  };

  const authenticate = ({ event }: Request) => {
    const identity = identityOf(event.requestContext?.authorizer?.lambda);
    if (!identity) throw new InvalidApiKeyError();
    if (!permits(identity.scopes, scope)) throw new InsufficientScopeError(scope);
    event.invocation.owner = identity.owner;
    if (identity.keyId !== undefined) event.invocation.keyId = identity.keyId;
  };

  return middy<InvocationEvent, ApiResponse>()
    .before(begin)
    .after(end)
    .onError(end)
    .onError(answerProblem)
    .before(authenticate)
    .before((request) => {
      if (maxBodyBytes !== undefined) readBody(request, maxBodyBytes);
    })
    .handler((event: InvocationEvent) => handle(requestOf(event))) as unknown as ApiHandler;
}

/** Sets the response instead of returning it: a returned one would end the chain before `end` has logged it. */
function answerProblem(request: Request): void {
  const { error, event } = request;
  const { invocation } = event;
  const { code, ...response } = problemResponse(error, { path: event.rawPath, traceId: invocation.traceId });
  invocation.annotations = { ...invocation.annotations, code };
  if (response.statusCode >= 500) invocation.log.error({ ...invocation.annotations, err: error }, 'failed');
  request.response = response;
}

function requestOf(event: InvocationEvent): ApiRequest {
  const { invocation } = event;
  const { owner, keyId, traceparent, log } = invocation;
  const requestId = event.requestContext?.requestId;
  return {
    owner,
    ...(keyId !== undefined && { keyId }),
    ...(requestId !== undefined && { requestId }),
    headers: event.headers,
    pathParameters: event.pathParameters ?? {},
    query: event.queryStringParameters ?? {},
    body: event.body,
    traceparent,
    log,
    annotate: (fields) => {
      invocation.annotations = { ...invocation.annotations, ...fields };
    },
  };
}
