import { routeOf, type OperationId } from '@jobs/shared-contracts';
import type { ApiEvent } from '../http/api-event.ts';
import type { AuthorizerContext } from '../http/authorizer-context.ts';

export interface TestRequest {
  readonly owner?: string;
  readonly scopes?: string;
  /** What the authorizer said, when not that the owner is good. */
  readonly authorizer?: unknown;
  readonly pathParameters?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  /** An object is written as JSON. */
  readonly body?: unknown;
  readonly isBase64Encoded?: boolean;
}

const goodKey = (owner: string, scopes: string): AuthorizerContext => ({ authenticated: 'true', owner, scopes });

/** The event that API Gateway's HTTP API would send for a request: payload format 2.0, header names in lower case. */
export function apiGatewayEvent(operationId: OperationId, request: TestRequest = {}): ApiEvent {
  const { method, path } = routeOf(operationId);
  const {
    owner = 'acme',
    scopes = 'jobs:read jobs:write webhooks:manage operator',
    pathParameters,
    query,
    body,
  } = request;
  const rawPath = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => pathParameters?.[name] ?? '');
  const authorizer = 'authorizer' in request ? request.authorizer : goodKey(owner, scopes);
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: {
      host: 'api.example.com',
      'user-agent': 'test',
      'x-api-key': 'a-key-that-nobody-may-log',
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...request.headers,
    },
    ...(query && { queryStringParameters: query }),
    ...(pathParameters && { pathParameters }),
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    isBase64Encoded: request.isBase64Encoded ?? false,
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'api.example.com',
      domainPrefix: 'api',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'request-1',
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: '01/Nov/2026:00:00:00 +0000',
      timeEpoch: 1_793_491_200_000,
      authorizer: { lambda: authorizer },
    },
  };
}
