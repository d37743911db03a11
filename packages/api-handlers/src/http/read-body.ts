import jsonBodyParser from '@middy/http-json-body-parser';
import { LIMITS } from '@jobs/shared-contracts';
import {
  MalformedJsonError,
  PayloadTooLargeError,
  UnsupportedMediaTypeError,
  ValidationFailedError,
} from '../errors.ts';
import type { ApiEvent } from './api-event.ts';
import { jsonDepth } from './json-depth.ts';

const parser = jsonBodyParser<ApiEvent>({ disableContentTypeCheck: true });
const utf8 = new TextDecoder('utf-8', { fatal: true });

const isJson = (contentType: string | undefined) =>
  /^application\/(?:[a-z0-9.+-]+\+)?json$/i.test((contentType?.split(';')[0] ?? '').trim());

/**
 * Replaces the event's body by the JSON value that it holds, or refuses it: by size, type, encoding, depth, syntax, in
 * this order. API Gateway encodes bodies in base64 whose type it does not take for text.
 */
export function readBody(request: { event: ApiEvent }, maxBytes: number): void {
  const text = textOf(request.event, maxBytes);
  if (jsonDepth(text) > LIMITS.jsonDepth) {
    throw new ValidationFailedError([{ detail: `must not nest deeper than ${LIMITS.jsonDepth} levels`, pointer: '#' }]);
  }
  request.event = { ...request.event, body: text, isBase64Encoded: false };
  try {
    parser.before?.(request as Parameters<NonNullable<typeof parser.before>>[0]);
  } catch (error) {
    throw refusalOf(error);
  }
  if (!text.isWellFormed() || !isWellFormed(request.event.body)) {
    throw new MalformedJsonError('The body holds half of a surrogate pair: it is no valid Unicode text.');
  }
}

function textOf({ headers, body, isBase64Encoded }: ApiEvent, maxBytes: number): string {
  if (body === undefined || body === '') {
    throw new MalformedJsonError('The request has no body. Send a JSON object.');
  }
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > maxBytes) throw new PayloadTooLargeError(bytes.length, maxBytes);
  if (!isJson(headers?.['content-type'])) throw new UnsupportedMediaTypeError();
  if (!isBase64Encoded) return body;
  try {
    return utf8.decode(bytes);
  } catch {
    throw new MalformedJsonError('The body is not encoded in UTF-8.');
  }
}

/**
 * The parser's own error is dropped on purpose, not kept as `cause`: it carries the body, which must not be logged.
 * It refuses the keys `__proto__` and `constructor.prototype` (422) as well as broken syntax.
 */
function refusalOf(error: unknown): Error {
  const { package: _, data, message } = ((error as Error).cause ?? {}) as Record<string, unknown>;
  if (typeof message === 'string') return new MalformedJsonError(`${message}.`);
  return new ValidationFailedError([{ detail: `must not hold the key "${String(data)}"`, pointer: '#' }]);
}

/** JSON can spell half a surrogate pair as an escape, which no storage takes. */
function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([key, member]) => key.isWellFormed() && isWellFormed(member));
}
