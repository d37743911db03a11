import type { GatewayAnswer } from '../gateway-answer.ts';
import type { GatewayRequest } from '../gateway-request.ts';
import type { OpenConnection } from './open-connection.ts';
import { WEB_SOCKET_LIMITS } from './web-socket-limits.ts';

const PATH = '/@connections/';
const NORMAL_CLOSURE = 1000;

/**
 * API Gateway's management endpoint for connections: POST sends, GET describes, DELETE closes. It wants a signed
 * request, as AWS does, so that no page that a browser shows can use it.
 * @returns undefined when the request is for something else
 */
export async function manageConnections(
  { method, path, headers, body }: GatewayRequest,
  connections: ReadonlyMap<string, OpenConnection>,
): Promise<GatewayAnswer | undefined> {
  if (!path.startsWith(PATH)) return undefined;
  if (!headers['authorization']?.startsWith('AWS4-HMAC-SHA256 ')) return refusal(403, 'ForbiddenException');
  const connection = connections.get(path.slice(PATH.length));
  if (!connection) return refusal(410, 'GoneException');
  switch (method) {
    case 'POST':
      if (body.length > WEB_SOCKET_LIMITS.messageBytes) return refusal(413, 'PayloadTooLargeException');
      return (await connection.send(body.toString())) ? answer(200) : refusal(410, 'GoneException');
    case 'GET':
      return answer(200, description(connection));
    case 'DELETE':
      connection.close(NORMAL_CLOSURE, 'Connection Closed Normally');
      return answer(204);
    default:
      return refusal(403, 'ForbiddenException');
  }
}

function description({ facts, lastActiveAt }: OpenConnection) {
  const { connectedAt, sourceIp, userAgent } = facts;
  return {
    connectedAt: new Date(connectedAt).toISOString(),
    identity: { sourceIp, userAgent },
    lastActiveAt: new Date(lastActiveAt).toISOString(),
  };
}

const answer = (statusCode: number, content?: object): GatewayAnswer => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(content ? JSON.stringify(content) : ''),
});

/** As the SDK reads it: the header names the exception. */
const refusal = (statusCode: number, errorType: string): GatewayAnswer => ({
  ...answer(statusCode, { message: errorType.replace('Exception', '') }),
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': errorType },
});
