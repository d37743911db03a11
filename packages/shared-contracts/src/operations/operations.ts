import Type, { type Static } from 'typebox';
import { Attempts, JobSummary, Timestamp } from '../jobs/job-view.ts';
import { LANES } from '../job-types/define-job-type.ts';
import { LIMITS } from '../limits.ts';
import { OperatorPause } from './controls.ts';
import { MaxPerSecond } from './max-per-second.ts';

const Count = Type.Integer({ minimum: 0 });

const NextCursor = Type.Optional(
  Type.String({
    maxLength: LIMITS.cursorCharacters,
    description: 'Pass it back as `cursor` to go on; absent at the end',
  }),
);

/** A page of an owner's jobs. */
export const JobList = Type.Object(
  {
    jobs: Type.Array(JobSummary, { description: 'The newest first, without inputs and results' }),
    nextCursor: NextCursor,
  },
  { additionalProperties: false },
);
export type JobList = Static<typeof JobList>;

const Owner = Type.String({ description: 'Whose job it is' });

/** A job of any owner as an operator sees it: its state and its errors, neither its input nor its result. */
export const OperatorJobView = Type.Object(
  { ...JobSummary.properties, owner: Owner, attempts: Attempts },
  { additionalProperties: false },
);
export type OperatorJobView = Static<typeof OperatorJobView>;

/** A page of the failed jobs of all owners. */
export const FailureList = Type.Object(
  { jobs: Type.Array(OperatorJobView, { description: 'The last to fail first' }), nextCursor: NextCursor },
  { additionalProperties: false },
);
export type FailureList = Static<typeof FailureList>;

/** One minute of a job type, of all its workers. */
export const MinuteOfJobs = Type.Object(
  {
    startedAt: Timestamp,
    succeeded: Count,
    failed: Count,
    cancelled: Count,
    waitP50Ms: Type.Optional(Count),
    waitP95Ms: Type.Optional(
      Type.Integer({
        minimum: 0,
        description:
          'How long attempts that began in this minute had waited since they were due, at most: exact to a tenth. Absent when none began.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type MinuteOfJobs = Static<typeof MinuteOfJobs>;

const QueueView = Type.Object(
  {
    lane: Type.Enum([...LANES]),
    visible: Count,
    inFlight: Count,
    delayed: Count,
  },
  { additionalProperties: false },
);

const Workers = Type.Object(
  { running: Count, pending: Count, desired: Count, max: Count },
  {
    additionalProperties: false,
    description:
      'Tasks of the service. Absent when ECS could not be asked, and of a job type that is a Lambda function',
  },
);
export type Workers = Static<typeof Workers>;

/** How a job type fares at this moment, and how it fared in the last hour. */
export const JobTypeOverview = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    queues: Type.Array(QueueView, { description: 'As SQS counts: approximately' }),
    deadLetters: Count,
    paused: Type.Optional(OperatorPause),
    workers: Type.Optional(Workers),
    lambda: Type.Optional(
      Type.Object(
        {
          maxConcurrency: Type.Integer({ minimum: 1, description: 'Invocations at once, of all lanes together' }),
        },
        { additionalProperties: false, description: 'Only of a job type that is a Lambda function: it has no workers' },
      ),
    ),
    minutes: Type.Array(MinuteOfJobs, {
      maxItems: LIMITS.overviewMinutes,
      description:
        'The minutes of the last hour in which anything happened, the oldest first. The last may still grow.',
    }),
  },
  { additionalProperties: false },
);
export type JobTypeOverview = Static<typeof JobTypeOverview>;

export const Overview = Type.Object(
  { at: Timestamp, jobTypes: Type.Array(JobTypeOverview) },
  { additionalProperties: false },
);
export type Overview = Static<typeof Overview>;

/** `POST /v1/operations/redrive`. */
export const RedriveRequest = Type.Object(
  {
    type: Type.String({ minLength: 1, maxLength: 40, description: 'The job type whose dead letters are run again' }),
    maxJobs: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.redrivenJobs, description: '10 unless said' })),
    maxPerSecond: MaxPerSecond,
  },
  { additionalProperties: false },
);
export type RedriveRequest = Static<typeof RedriveRequest>;

export const RedriveOutcome = Type.Object(
  {
    redriven: Type.Integer({ minimum: 0, description: 'Jobs that are QUEUED again, with all attempts of their type' }),
    obsolete: Type.Integer({
      minimum: 0,
      description: 'Dead letters whose job has ended otherwise or is gone: removed, and nothing was run',
    }),
    kept: Type.Integer({ minimum: 0, description: 'Dead letters that could not be dealt with, and stay' }),
  },
  { additionalProperties: false },
);
export type RedriveOutcome = Static<typeof RedriveOutcome>;
