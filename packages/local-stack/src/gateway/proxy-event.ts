import { randomBytes } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import type { GatewayRequest } from './gateway-request.ts';
import type { RouteMatch } from './route-table.ts';

const ACCOUNT_ID = '000000000000';
export const API_ID = 'local';

/** The request context of a route without an authorizer's result. */
type RequestContext = APIGatewayProxyEventV2['requestContext'];

export interface Invocation {
  readonly request: GatewayRequest;
  readonly match: RouteMatch;
  readonly requestId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** API Gateway's event for a Lambda integration, payload format 2.0. */
export function proxyEvent(invocation: Invocation, authorizerContext: unknown): APIGatewayProxyEventV2 {
  const { request, match } = invocation;
  const isText = isTextType(request.headers['content-type']);
  return {
    version: '2.0',
    ...commonFields(invocation),
    ...(request.cookies.length > 0 && { cookies: [...request.cookies] }),
    ...(Object.keys(match.pathParameters).length > 0 && { pathParameters: { ...match.pathParameters } }),
    requestContext: {
      ...requestContext(invocation),
      authorizer: { lambda: authorizerContext ?? {} },
    } as RequestContext,
    ...(request.body.length > 0 && { body: request.body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: request.body.length > 0 && !isText,
  };
}

/** API Gateway's event for a Lambda authorizer, payload format 2.0. */
export function authorizerEvent(invocation: Invocation, identitySource: string): APIGatewayRequestAuthorizerEventV2 {
  const { request, match } = invocation;
  const route = request.path.replace(/^\//, '');
  return {
    version: '2.0',
    type: 'REQUEST',
    routeArn: `arn:aws:execute-api:local:${ACCOUNT_ID}:${API_ID}/$default/${request.method}/${route}`,
    identitySource: [identitySource],
    ...commonFields(invocation),
    cookies: [...request.cookies],
    pathParameters: { ...match.pathParameters },
    requestContext: requestContext(invocation),
  };
}

function commonFields({ request, match }: Invocation) {
  return {
    routeKey: match.routeKey,
    rawPath: request.path,
    rawQueryString: request.rawQueryString,
    headers: {
      ...request.headers,
      'x-amzn-trace-id': request.headers['x-amzn-trace-id'] ?? newTraceId(),
      'x-forwarded-for': request.sourceIp,
      'x-forwarded-proto': 'http',
    },
    ...queryStringParameters(request.rawQueryString),
  };
}

function queryStringParameters(rawQueryString: string) {
  const joined: Record<string, string> = {};
  const parameters = new URLSearchParams(rawQueryString);
  for (const name of new Set(parameters.keys())) joined[name] = parameters.getAll(name).join(',');
  return Object.keys(joined).length > 0 ? { queryStringParameters: joined } : {};
}

function requestContext({ request, match, requestId, now }: Invocation): RequestContext {
  return {
    accountId: ACCOUNT_ID,
    apiId: API_ID,
    domainName: request.headers['host'] ?? 'localhost',
    domainPrefix: API_ID,
    http: {
      method: request.method,
      path: request.path,
      protocol: request.protocol,
      sourceIp: request.sourceIp,
      userAgent: request.headers['user-agent'] ?? '',
    },
    requestId,
    routeKey: match.routeKey,
    stage: '$default',
    time: commonLogTime(now),
    timeEpoch: now,
  };
}

/**
 * Whether API Gateway hands a body on as text. All other types, form data and a missing one among them, come in
 * base64, as measured on AWS: https://github.com/ministackorg/ministack/pull/766
 */
function isTextType(contentType = ''): boolean {
  const type = contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  return type.startsWith('text/') || ['json', 'xml', 'javascript'].some((name) => type === `application/${name}`);
}

/** `21/Nov/2026:02:25:45 +0000`, as in access logs. */
export function commonLogTime(ms: number): string {
  const [, day, month, year, time] = new Date(ms).toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}

const newTraceId = () => `Root=1-${randomBytes(4).toString('hex')}-${randomBytes(12).toString('hex')}`;
