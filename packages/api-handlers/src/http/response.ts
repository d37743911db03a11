import type { ApiResponse } from './api-event.ts';

export type Headers = Readonly<Record<string, string>>;

export function jsonResponse(statusCode: number, value: unknown, headers: Headers = {}): ApiResponse {
  return { statusCode, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}

/** 304: the headers of the answer that it stands for, and no body. */
export function notModified(headers: Headers): ApiResponse {
  return { statusCode: 304, headers };
}
