import type { BatchPosition } from '@jobs/job-store';
import { LIMITS, type FieldError } from '@jobs/shared-contracts';
import { ValidationFailedError } from '../errors.ts';

const DEFAULT_LIMIT = 20;

/** Milliseconds since the epoch in base 36, and what follows `bat_`. */
const PLACE = /^(?<time>[0-9a-z]{1,9})\.(?<id>[0-9a-f]{32})$/;

/** `limit` and `cursor`, the latter as `parse` reads it. @throws {ValidationFailedError} */
export function readPage<Place>(
  { limit, cursor }: Readonly<Record<string, string | undefined>>,
  parse: (cursor: string) => Place | undefined,
): { readonly limit: number; readonly after?: Place } {
  const errors: FieldError[] = [];
  const count = limit === undefined ? DEFAULT_LIMIT : /^\d{1,9}$/.test(limit) ? Number(limit) : 0;
  if (count < 1 || count > LIMITS.listedJobs) {
    errors.push({ detail: `must be a whole number from 1 to ${LIMITS.listedJobs}`, pointer: '#/limit' });
  }
  const after = cursor === undefined || cursor.length > LIMITS.cursorCharacters ? undefined : parse(cursor);
  if (cursor !== undefined && after === undefined) {
    errors.push({ detail: 'must be the `nextCursor` of a page, unchanged', pointer: '#/cursor' });
  }
  if (errors.length > 0) throw new ValidationFailedError(errors);
  return { limit: count, ...(after !== undefined && { after }) };
}

export const batchCursorOf = ({ createdAt, batchId }: BatchPosition) =>
  Buffer.from(`${createdAt.toString(36)}.${batchId.slice('bat_'.length)}`).toString('base64url');

export function batchPlaceOf(cursor: string): BatchPosition | undefined {
  const { time = '', id = '' } = PLACE.exec(Buffer.from(cursor, 'base64url').toString('latin1'))?.groups ?? {};
  const place = { createdAt: Number.parseInt(time, 36), batchId: `bat_${id}` };
  // Neither leading zeros nor characters that base64 skips.
  return id !== '' && batchCursorOf(place) === cursor ? place : undefined;
}

/** Members go by their place in the request. */
export const memberPlaceOf = (cursor: string): number | undefined =>
  /^[1-9]\d{0,3}$/.test(cursor) ? Number(cursor) : undefined;
