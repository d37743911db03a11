import type { JobPage, ListPosition } from '@jobs/job-store';
import { findJobType, JOB_STATUSES, JOB_TYPES, LIMITS, type FieldError, type JobStatus } from '@jobs/shared-contracts';
import { ValidationFailedError } from '../errors.ts';

const DEFAULT_LIMIT = 20;

/** Milliseconds since the epoch in base 36, and what follows `job_`. */
const PLACE = /^(?<time>[0-9a-z]{1,9})\.(?<id>[0-9a-f]{32})$/;

interface ListParameters {
  readonly limit: number;
  readonly after?: ListPosition;
  readonly type?: string;
  readonly status?: JobStatus;
}

/** The parameters of a list, as `PAGE` and the filters in the routes declare them. @throws {ValidationFailedError} */
export function readListQuery(query: Readonly<Record<string, string | undefined>>): ListParameters {
  const { type, status, limit, cursor } = query;
  const errors: FieldError[] = [];
  const take = <T>(name: string, value: T | undefined, detail: string): T | undefined => {
    if (value === undefined) errors.push({ detail, pointer: `#/${name}` });
    return value;
  };
  const wanted = {
    type:
      type === undefined ? undefined : take('type', findJobType(type)?.name, oneOf(JOB_TYPES.map(({ name }) => name))),
    status:
      status === undefined
        ? undefined
        : take(
            'status',
            JOB_STATUSES.find((known) => known === status),
            oneOf(JOB_STATUSES),
          ),
    limit:
      limit === undefined
        ? DEFAULT_LIMIT
        : take('limit', limitOf(limit), `must be a whole number from 1 to ${LIMITS.listedJobs}`),
    after:
      cursor === undefined
        ? undefined
        : take('cursor', placeOf(cursor), 'must be the `nextCursor` of a page, unchanged'),
  };
  if (errors.length > 0) throw new ValidationFailedError(errors);
  return {
    limit: wanted.limit ?? DEFAULT_LIMIT,
    ...(wanted.type !== undefined && { type: wanted.type }),
    ...(wanted.status !== undefined && { status: wanted.status }),
    ...(wanted.after && { after: wanted.after }),
  };
}

/** Where the next page begins, as a client passes it back. It holds no secret: whose jobs are listed, the key says. */
export function nextCursorOf({ next }: JobPage): { readonly nextCursor?: string } {
  return next ? { nextCursor: cursorOf(next) } : {};
}

const cursorOf = ({ time, jobId }: ListPosition) =>
  Buffer.from(`${time.toString(36)}.${jobId.slice('job_'.length)}`).toString('base64url');

function placeOf(cursor: string): ListPosition | undefined {
  if (cursor.length > LIMITS.cursorCharacters) return undefined;
  const { time = '', id = '' } = PLACE.exec(Buffer.from(cursor, 'base64url').toString('latin1'))?.groups ?? {};
  const place = { time: Number.parseInt(time, 36), jobId: `job_${id}` };
  // Neither leading zeros nor characters that base64 skips.
  return id !== '' && cursorOf(place) === cursor ? place : undefined;
}

function limitOf(text: string): number | undefined {
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  return limit >= 1 && limit <= LIMITS.listedJobs ? limit : undefined;
}

const oneOf = (values: readonly string[]) =>
  `must be one of ${values.map((value) => JSON.stringify(value)).join(', ')}`;
