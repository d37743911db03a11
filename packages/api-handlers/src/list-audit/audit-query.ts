import { isAuditPlace, type AuditQuery } from '@jobs/job-store';
import { AUDIT_ACTIONS, LIMITS, type FieldError } from '@jobs/shared-contracts';
import { ValidationFailedError } from '../errors.ts';
import { readListQuery } from '../http/list-query.ts';

/** The parameters of the route. @throws {ValidationFailedError} */
export function readAuditQuery(query: Readonly<Record<string, string | undefined>>): AuditQuery {
  const { action, actor, target, limit, cursor } = query;
  const known = AUDIT_ACTIONS.find((each) => each === action);
  const after = cursor === undefined ? undefined : placeOf(cursor);
  const errors: FieldError[] = [];
  if (action !== undefined && !known) errors.push({ detail: `must be one of ${ACTIONS}`, pointer: '#/action' });
  if (cursor !== undefined && after === undefined) {
    errors.push({ detail: 'must be the `nextCursor` of a page, unchanged', pointer: '#/cursor' });
  }
  if (errors.length > 0) throw new ValidationFailedError(errors);
  return {
    limit: readListQuery({ limit }).limit,
    ...(known && { action: known }),
    ...(actor !== undefined && { actor }),
    ...(target !== undefined && { target }),
    ...(after !== undefined && { after }),
  };
}

export const cursorOf = (place: string) => Buffer.from(place).toString('base64url');

const ACTIONS = AUDIT_ACTIONS.map((action) => JSON.stringify(action)).join(', ');

function placeOf(cursor: string): string | undefined {
  if (cursor.length > LIMITS.cursorCharacters) return undefined;
  const place = Buffer.from(cursor, 'base64url').toString('latin1');
  return isAuditPlace(place) && cursorOf(place) === cursor ? place : undefined;
}
