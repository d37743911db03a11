import { JobView } from '../jobs/job-view.ts';
import { LIMITS } from '../limits.ts';

// What several routes have in common.

export const LOCATION = { name: 'Location', description: 'The path of the job' };
export const RETRY_AFTER = {
  name: 'Retry-After',
  description: 'Seconds after which to ask again; absent once the job has finished',
};
export const ETAG = { name: 'ETag', description: 'The version of the job, for `If-None-Match`' };
export const JOB_ID = {
  name: 'jobId',
  in: 'path',
  description: 'The id that POST /v1/jobs returned',
  schema: { type: 'string' },
} as const;
export const TYPE_FILTER = {
  name: 'type',
  in: 'query',
  description: 'Only jobs of this type',
  schema: { type: 'string', maxLength: 40 },
} as const;
export const JOB_TYPE = {
  name: 'type',
  in: 'path',
  description: 'The name of a job type',
  schema: { type: 'string' },
} as const;
/** What failed jobs of all owners can be found by. */
export const FAILURE_FILTERS = [
  { name: 'owner', in: 'query', description: 'Only jobs of this owner', schema: { type: 'string', maxLength: 64 } },
  {
    name: 'errorCode',
    in: 'query',
    description: 'Only jobs whose error has this code',
    schema: { type: 'string', maxLength: 200 },
  },
  {
    name: 'failedFrom',
    in: 'query',
    description: 'Only jobs that failed then or later, RFC 3339',
    schema: { type: 'string', maxLength: 40 },
  },
  {
    name: 'failedBefore',
    in: 'query',
    description: 'Only jobs that failed before this, RFC 3339',
    schema: { type: 'string', maxLength: 40 },
  },
] as const;
/** What else an owner's jobs can be found by. */
export const JOB_FILTERS = [
  {
    name: 'tag',
    in: 'query',
    description: 'Only jobs with this tag, as `name=value`',
    schema: { type: 'string', maxLength: LIMITS.tagFilterCharacters },
  },
  {
    name: 'createdFrom',
    in: 'query',
    description: 'Only jobs that were created then or later, RFC 3339',
    schema: { type: 'string', maxLength: 40 },
  },
  {
    name: 'createdBefore',
    in: 'query',
    description: 'Only jobs that were created before this, RFC 3339',
    schema: { type: 'string', maxLength: 40 },
  },
] as const;
/** Of every list that goes on. A filter looks at so many jobs for each request and no more. */
export const PAGE = [
  {
    name: 'limit',
    in: 'query',
    description: 'How many jobs at most. With a filter there may be fewer, though the list goes on',
    schema: { type: 'integer', minimum: 1, maximum: LIMITS.listedJobs, default: 20 },
  },
  {
    name: 'cursor',
    in: 'query',
    description: 'The `nextCursor` of the page before',
    schema: { type: 'string', maxLength: LIMITS.cursorCharacters },
  },
] as const;
export const RETRIED = {
  status: 202,
  description: 'The job is queued again',
  schema: JobView,
  headers: [LOCATION, RETRY_AFTER, ETAG],
};
export const RETRY_PROBLEMS = ['malformed-job-id', 'job-not-found', 'job-type-not-found', 'job-not-failed'] as const;
export const BODY_PROBLEMS = [
  'malformed-json',
  'unsupported-media-type',
  'payload-too-large',
  'validation-failed',
] as const;
export const PREFERENCE_APPLIED = { name: 'Preference-Applied', description: '`wait=N` when the answer was held' };
export const IF_NONE_MATCH = {
  name: 'If-None-Match',
  in: 'header',
  description: 'One or more `ETag`s, or `*`: 304 while the answer has not changed',
  schema: { type: 'string' },
} as const;
/** Documents that change with a deploy only. */
export const STATIC_HEADERS = [
  { name: 'ETag', description: 'Changes with the content, for `If-None-Match`' },
  { name: 'Cache-Control', description: 'For how long the answer may be reused' },
];
export const NOT_CHANGED = { status: 304, description: 'It has not changed', headers: STATIC_HEADERS };
