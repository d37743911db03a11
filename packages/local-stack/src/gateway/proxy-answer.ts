import { ownAnswer, type GatewayAnswer } from './gateway-answer.ts';
import { HTTP_API_LIMITS } from './http-api-limits.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Set by the gateway itself, whatever the function says. */
const HOP_BY_HOP = new Set(['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding']);

/**
 * What a client gets for a function's result, payload format 2.0: an object with `statusCode` is the answer itself,
 * anything else is the body of a 200.
 */
export function proxyAnswer(result: unknown): GatewayAnswer {
  if (Buffer.byteLength(JSON.stringify(result) ?? '') > HTTP_API_LIMITS.functionPayloadBytes) return ownAnswer(500);
  if (!isObject(result) || !('statusCode' in result)) {
    const body = typeof result === 'string' ? result : (JSON.stringify(result) ?? '');
    return { statusCode: 200, headers: { 'content-type': 'application/json' }, body: Buffer.from(body) };
  }
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded } = result;
  if (!isStatusCode(statusCode) || !isObject(headers) || !isTextList(cookies) || typeof body !== 'string') {
    return ownAnswer(500);
  }
  return {
    statusCode: Number(statusCode),
    headers: {
      'content-type': 'text/plain;charset=UTF-8',
      ...lowerCased(headers),
      ...(cookies.length > 0 && { 'set-cookie': cookies }),
    },
    body: Buffer.from(body, isBase64Encoded === true ? 'base64' : 'utf8'),
  };
}

const isStatusCode = (value: unknown): value is number | string => /^[1-5]\d\d$/.test(String(value));

const isTextList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');

function lowerCased(headers: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), String(value)] as const)
      .filter(([name]) => !HOP_BY_HOP.has(name)),
  );
}
