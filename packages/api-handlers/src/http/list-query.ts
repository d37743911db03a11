import type { FailureFilter, JobFilter, JobPage, ListPosition, ListQuery } from '@jobs/job-store';
import { findJobType, JOB_STATUSES, JOB_TYPES, LIMITS, type FieldError } from '@jobs/shared-contracts';
import { ValidationFailedError } from '../errors.ts';

const DEFAULT_LIMIT = 20;

/** Milliseconds since the epoch in base 36, and what follows `job_`. */
const PLACE = /^(?<time>[0-9a-z]{1,9})\.(?<id>[0-9a-f]{32})$/;

/** RFC 3339. */
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

type ListParameters = ListQuery & JobFilter & Pick<FailureFilter, 'failedFrom' | 'failedBefore'>;

type Query = Readonly<Record<string, string | undefined>>;

/** The parameters of a list, as `PAGE` and the filters in the routes declare them. @throws {ValidationFailedError} */
export const readListQuery = ({ failedFrom: _from, failedBefore: _before, ...query }: Query): ListQuery & JobFilter =>
  readParameters(query);

function readParameters(query: Query): ListParameters {
  const { type, status, tag, createdFrom, createdBefore, failedFrom, failedBefore, limit, cursor } = query;
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
    tag: tag === undefined ? undefined : take('tag', tagOf(tag), 'must be a tag as name=value'),
    createdFrom: createdFrom === undefined ? undefined : take('createdFrom', timeOf(createdFrom), A_TIME),
    createdBefore: createdBefore === undefined ? undefined : take('createdBefore', timeOf(createdBefore), A_TIME),
    failedFrom: failedFrom === undefined ? undefined : take('failedFrom', timeOf(failedFrom), A_TIME),
    failedBefore: failedBefore === undefined ? undefined : take('failedBefore', timeOf(failedBefore), A_TIME),
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
    ...(wanted.tag && { tag: wanted.tag }),
    ...(wanted.createdFrom !== undefined && { createdFrom: wanted.createdFrom }),
    ...(wanted.createdBefore !== undefined && { createdBefore: wanted.createdBefore }),
    ...(wanted.failedFrom !== undefined && { failedFrom: wanted.failedFrom }),
    ...(wanted.failedBefore !== undefined && { failedBefore: wanted.failedBefore }),
    ...(wanted.after && { after: wanted.after }),
  };
}

/** The same, of failed jobs of all owners. @throws {ValidationFailedError} */
export function readFailureQuery(query: Query): ListQuery & FailureFilter {
  const { owner, errorCode, status: _status, ...others } = query;
  const { status: _any, ...parameters } = readParameters(others);
  return {
    ...parameters,
    ...(owner !== undefined && { owner }),
    ...(errorCode !== undefined && { errorCode }),
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

/** Names hold no `=`. */
function tagOf(text: string): JobFilter['tag'] {
  const { name, value } = /^(?<name>[^=]+)=(?<value>.*)$/s.exec(text)?.groups ?? {};
  const fits = name !== undefined && value !== undefined && text.length <= LIMITS.tagFilterCharacters;
  return fits ? { name, value } : undefined;
}

function timeOf(text: string): number | undefined {
  const time = DATE_TIME.test(text) ? Date.parse(text) : Number.NaN;
  return time >= 0 ? time : undefined;
}

const A_TIME = 'must be a time as RFC 3339 has it: 2027-01-31T06:00:00Z';

const oneOf = (values: readonly string[]) =>
  `must be one of ${values.map((value) => JSON.stringify(value)).join(', ')}`;
