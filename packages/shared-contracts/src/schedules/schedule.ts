import Type, { type Static, type TSchema } from 'typebox';
import { SubmitJobRequest } from '../http/requests.ts';
import { JOB_ID_PATTERN } from '../jobs/job-id.ts';
import { Tags, Timestamp } from '../jobs/job-view.ts';
import { LIMITS } from '../limits.ts';

/** `sch_` and 128 random bits in hexadecimal. */
export const SCHEDULE_ID_PATTERN = '^sch_[0-9a-f]{32}$';

const scheduleId = new RegExp(SCHEDULE_ID_PATTERN);

export function isScheduleId(value: unknown): value is string {
  return typeof value === 'string' && scheduleId.test(value);
}

/** What becomes of a run whose time has come while the one before it has not ended. */
export const OVERLAP_POLICIES = ['skip', 'queue', 'cancel-previous'] as const;
export type OverlapPolicy = (typeof OVERLAP_POLICIES)[number];

/** What becomes of runs whose time passed while nothing looked. */
export const CATCH_UP_POLICIES = ['none', 'last', 'all'] as const;
export type CatchUpPolicy = (typeof CATCH_UP_POLICIES)[number];

/** Of a submission, what the jobs of a schedule have too. */
function submissionOfSchedule() {
  const {
    delaySeconds: _delay,
    runAt: _runAt,
    after: _after,
    afterFailure: _failure,
    orderingKey: _order,
    ...submission
  } = SubmitJobRequest.properties;
  return submission;
}

const submission = submissionOfSchedule();

const timing = {
  cron: Type.Optional(
    Type.String({
      maxLength: LIMITS.cronCharacters,
      description:
        'Five fields: minute, hour, day of the month, month, day of the week; `L` is the last day of a month',
    }),
  ),
  rateSeconds: Type.Optional(
    Type.Integer({
      minimum: LIMITS.shortestRateSeconds,
      maximum: LIMITS.delaySeconds,
      description: 'So often, counted from when the schedule was made; instead of `cron`',
    }),
  ),
  timeZone: Type.Optional(
    Type.String({ maxLength: 64, description: 'That `cron` is meant in, as IANA names it; by default `UTC`' }),
  ),
};

const policies = {
  overlap: Type.Optional(
    Type.Enum([...OVERLAP_POLICIES], {
      description:
        'When the run before has not ended: skip this one (default), run it afterwards, or cancel the one before',
    }),
  ),
  catchUp: Type.Optional(
    Type.Enum([...CATCH_UP_POLICIES], {
      description: `Of the runs that an outage kept from starting: none, the last (default), or all, at most ${LIMITS.caughtUpRuns}`,
    }),
  ),
  paused: Type.Optional(Type.Boolean({ description: 'Whether it makes no jobs for the time being' })),
};

const name = Type.String({ minLength: 1, maxLength: LIMITS.scheduleNameCharacters, description: 'For people' });

const dryRun = Type.Optional(
  Type.Boolean({ description: 'Only check it, and tell when it would run: nothing is kept' }),
);

/** `POST /v1/schedules`: a submission, and when to make it again and again. */
export const CreateScheduleRequest = Type.Object(
  { name: Type.Optional(name), ...submission, ...timing, ...policies, dryRun },
  { additionalProperties: false },
);
export type CreateScheduleRequest = Static<typeof CreateScheduleRequest>;

/** What a change may also take away. */
function removable<Schema extends TSchema & { readonly type?: string; readonly enum?: readonly unknown[] }>(
  schema: Schema,
) {
  const orNull = schema.enum ? { enum: [...schema.enum, null] } : { type: [schema.type, 'null'] };
  return Type.Optional(Type.Unsafe<Static<Schema> | null>({ ...schema, ...orNull }));
}

/** `PATCH /v1/schedules/{scheduleId}`: what is named is replaced, `null` takes away, the rest stays as it is. */
export const UpdateScheduleRequest = Type.Object(
  {
    ...Type.Partial(CreateScheduleRequest).properties,
    name: removable(name),
    maxAttempts: removable(submission.maxAttempts),
    priority: removable(submission.priority),
    uniqueKey: removable(submission.uniqueKey),
    onConflict: removable(submission.onConflict),
    tags: removable(submission.tags),
    webhook: removable(submission.webhook),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type UpdateScheduleRequest = Static<typeof UpdateScheduleRequest>;

const LastRun = Type.Object(
  {
    runAt: Timestamp,
    jobId: Type.String({ pattern: JOB_ID_PATTERN, description: 'The job that was made, unless it was refused' }),
    refused: Type.Optional(Type.String({ description: 'Why no job could be made' })),
  },
  { additionalProperties: false },
);

/** A schedule as its owner sees it. */
export const ScheduleView = Type.Object(
  {
    id: Type.String({ pattern: SCHEDULE_ID_PATTERN }),
    name: Type.Optional(name),
    type: submission.type,
    input: Type.Optional(Type.Unknown({ description: 'Not in lists' })),
    priority: submission.priority,
    maxAttempts: submission.maxAttempts,
    tags: Tags,
    cron: timing.cron,
    rateSeconds: timing.rateSeconds,
    timeZone: timing.timeZone,
    overlap: Type.Enum([...OVERLAP_POLICIES]),
    catchUp: Type.Enum([...CATCH_UP_POLICIES]),
    paused: Type.Boolean(),
    nextRuns: Type.Array(Timestamp, {
      maxItems: LIMITS.shownRuns,
      description: `The next ${LIMITS.shownRuns} times; none while it is paused`,
    }),
    waitingRuns: Type.Integer({
      minimum: 0,
      description: 'Runs whose time has come, and that wait for the one before',
    }),
    lastRun: Type.Optional(LastRun),
    createdAt: Timestamp,
    updatedAt: Timestamp,
  },
  { additionalProperties: false },
);
export type ScheduleView = Static<typeof ScheduleView>;

function unnamedSchedule() {
  const { id: _id, ...unnamed } = ScheduleView.properties;
  return unnamed;
}

/** A schedule as it would be made: what a dry run tells. */
export const SchedulePreview = Type.Object(unnamedSchedule(), { additionalProperties: false });
export type SchedulePreview = Static<typeof SchedulePreview>;

export const ScheduleList = Type.Object(
  { schedules: Type.Array(ScheduleView, { description: 'The newest first' }) },
  { additionalProperties: false },
);
export type ScheduleList = Static<typeof ScheduleList>;
