import Type, { type Static } from 'typebox';
import { LIMITS } from '../limits.ts';
import { MaxPerSecond } from './max-per-second.ts';
import { OperatorJobView } from './operations.ts';

const time = (description: string) => Type.Optional(Type.String({ maxLength: 40, description }));

/** `POST /v1/operations/retry`: FAILED jobs of all owners that fit all that is said. */
export const RetryJobsRequest = Type.Object(
  {
    type: Type.Optional(Type.String({ minLength: 1, maxLength: 40 })),
    owner: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    errorCode: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'The `code` of their error' })),
    tag: Type.Optional(
      Type.String({ maxLength: LIMITS.tagFilterCharacters, description: 'A tag of theirs, as `name=value`' }),
    ),
    createdFrom: time('Created then or later, RFC 3339'),
    createdBefore: time('Created before this'),
    failedFrom: time('Failed then or later'),
    failedBefore: time('Failed before this'),
    dryRun: Type.Optional(Type.Boolean({ description: 'Only tell which jobs these are' })),
    maxJobs: Type.Optional(
      Type.Integer({ minimum: 1, maximum: LIMITS.redrivenJobs, description: '10 unless said. `nextCursor` goes on' }),
    ),
    maxPerSecond: MaxPerSecond,
    cursor: Type.Optional(Type.String({ maxLength: LIMITS.cursorCharacters })),
  },
  { additionalProperties: false },
);
export type RetryJobsRequest = Static<typeof RetryJobsRequest>;

const Count = (description: string) => Type.Integer({ minimum: 0, description });

export const RetryJobsOutcome = Type.Object(
  {
    matched: Count('Failed jobs that fit; with a filter there may be more behind `nextCursor`, even after none'),
    retried: Count('Jobs that are QUEUED again, with all attempts of their type; none in a dry run'),
    skipped: Count('Jobs that somebody else retried or deleted meanwhile, or whose type is no more'),
    sample: Type.Array(OperatorJobView, {
      maxItems: LIMITS.sampledJobs,
      description: 'Some of the jobs as they were before, the last to fail first',
    }),
    nextCursor: Type.Optional(Type.String({ maxLength: LIMITS.cursorCharacters })),
  },
  { additionalProperties: false },
);
export type RetryJobsOutcome = Static<typeof RetryJobsOutcome>;
