import { ROUTES } from '@jobs/shared-contracts';
import type { GatewayAnswer } from './gateway-answer.ts';
import type { GatewayRequest } from './gateway-request.ts';

/** As infra/modules/api allows them. */
const METHODS = [...new Set(ROUTES.map(({ method }) => method))].toSorted().join(',');

/** An HTTP API with CORS configured for every origin answers preflights by itself, without a route or a key. */
export function preflightAnswer({ method, headers }: GatewayRequest): GatewayAnswer | undefined {
  if (method !== 'OPTIONS' || !headers['origin'] || !headers['access-control-request-method']) return undefined;
  return {
    statusCode: 204,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': METHODS,
      'access-control-allow-headers': 'content-type,idempotency-key,if-none-match,prefer,traceparent,x-api-key',
      'access-control-max-age': '300',
    },
    body: Buffer.alloc(0),
  };
}

/** Every header that an answer may have, but for the one that a page may read anyway: as infra/modules/api exposes. */
const EXPOSED_HEADERS = [
  ...new Set(ROUTES.flatMap(({ answers }) => answers.flatMap(({ headers = [] }) => headers.map(({ name }) => name)))),
]
  .map((name) => name.toLowerCase())
  .filter((name) => name !== 'cache-control')
  .toSorted()
  .join(',');

/** What a browser needs to read an answer. */
export function corsHeaders({ headers }: GatewayRequest): Record<string, string> {
  if (!headers['origin']) return {};
  return {
    'access-control-allow-origin': '*',
    'access-control-expose-headers': EXPOSED_HEADERS,
  };
}
