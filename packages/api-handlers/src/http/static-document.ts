import { createHash } from 'node:crypto';
import type { ApiResponse } from './api-event.ts';
import { matches, parseIfNoneMatch } from './conditional-request.ts';
import type { ApiRequest } from './create-api-handler.ts';
import { notModified } from './response.ts';

/** How long a client may use the answer without asking again. A deploy may change it; nobody needs that at once. */
const MAX_AGE_SECONDS = 300;

/** Answers with a value that only a deploy changes: written out and tagged once, not for each request. */
export function staticDocument(
  value: unknown,
  maxAgeSeconds = MAX_AGE_SECONDS,
): (request: Pick<ApiRequest, 'headers'>) => ApiResponse {
  const body = JSON.stringify(value);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  const headers = { etag, 'cache-control': `private, max-age=${maxAgeSeconds}` };
  return (request) =>
    matches(parseIfNoneMatch(request.headers['if-none-match']), etag)
      ? notModified(headers)
      : { statusCode: 200, headers: { 'content-type': 'application/json', ...headers }, body };
}
