import Type, { type Static } from 'typebox';
import { BATCH_ID_PATTERN } from '../batches/batch-id.ts';
import { LIMITS } from '../limits.ts';
import { LANES } from '../job-types/define-job-type.ts';
import { JOB_ID_PATTERN } from './job-id.ts';
import { JOB_STATUSES } from './job-states.ts';

export const Timestamp = Type.String({ format: 'date-time', description: 'RFC 3339, in UTC' });

export const JobStatusSchema = Type.Enum([...JOB_STATUSES], { description: 'State of the job' });

export const Tags = Type.Record(Type.String(), Type.String({ maxLength: LIMITS.tagValueCharacters }), {
  propertyNames: { type: 'string', pattern: '^[A-Za-z0-9._:/-]+$', maxLength: LIMITS.tagKeyCharacters },
  maxProperties: LIMITS.tags,
  description: 'Labels of the client’s own, returned with the job',
});
export type Tags = Static<typeof Tags>;

export const Progress = Type.Object(
  {
    percent: Type.Integer({ minimum: 0, maximum: 100 }),
    message: Type.Optional(Type.String({ maxLength: 200 })),
  },
  { additionalProperties: false },
);
export type Progress = Static<typeof Progress>;

/** Why an attempt failed: `code` is for programs, `message` for people; `attempt` is the one that failed. */
export const JobError = Type.Object(
  { code: Type.String(), message: Type.String(), attempt: Type.Integer({ minimum: 0 }) },
  { additionalProperties: false },
);
export type JobError = Static<typeof JobError>;

/** How an attempt ended; `lost`: its worker stopped extending the lease. */
export const AttemptOutcome = Type.Enum(['succeeded', 'failed', 'released', 'cancelled', 'lost'], {
  description:
    'How it ended; absent while it runs. `released`: interrupted by a deploy or scale-in. `lost`: its worker died.',
});
export type AttemptOutcome = Static<typeof AttemptOutcome>;

/** One try at running a job. */
export const AttemptView = Type.Object(
  {
    attempt: Type.Integer({ minimum: 1 }),
    startedAt: Timestamp,
    endedAt: Type.Optional(Timestamp),
    outcome: Type.Optional(AttemptOutcome),
    error: Type.Optional(Type.Object({ code: Type.String(), message: Type.String() }, { additionalProperties: false })),
  },
  { additionalProperties: false },
);
export type AttemptView = Static<typeof AttemptView>;

export const Attempts = Type.Optional(
  Type.Array(AttemptView, {
    maxItems: LIMITS.shownAttempts,
    description: `Its newest ${LIMITS.shownAttempts} attempts, oldest first; absent before the first`,
  }),
);

/** Which of its job type's lanes a job goes to. */
export const Priority = Type.Enum([...LANES], { description: 'How urgent it is among the jobs of its type' });

/** What events and clients see of every job, whatever its type. */
export const JobSummary = Type.Object(
  {
    id: Type.String({ pattern: JOB_ID_PATTERN }),
    type: Type.String(),
    status: JobStatusSchema,
    priority: Priority,
    attempt: Type.Integer({ minimum: 0, description: 'The current or last attempt; 0 before the first' }),
    maxAttempts: Type.Integer({
      minimum: 1,
      description: 'The last attempt that may run. An attempt interrupted by a deploy or scale-in raises it by one.',
    }),
    progress: Type.Optional(Progress),
    error: Type.Optional(JobError),
    tags: Tags,
    createdAt: Timestamp,
    runAt: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'It does not start before; absent when it was to start at once',
      }),
    ),
    batchId: Type.Optional(
      Type.String({ pattern: BATCH_ID_PATTERN, description: 'The batch that it was submitted with' }),
    ),
    batchIndex: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Its place among the jobs of the batch, from 0' }),
    ),
    waitsFor: Type.Optional(
      Type.Array(Type.String({ pattern: JOB_ID_PATTERN }), {
        maxItems: LIMITS.awaitedJobs,
        description: 'While it waits for other jobs: those that had not ended when it was submitted',
      }),
    ),
    heldBy: Type.Optional(
      Type.Enum(['limit'], {
        description:
          'Why it is SCHEDULED though its time has come. `limit`: as many jobs of its type, or of its type and owner, are at work as may be',
      }),
    ),
    startedAt: Type.Optional(Timestamp),
    finishedAt: Type.Optional(Timestamp),
    updatedAt: Timestamp,
    cancelRequestedAt: Type.Optional(Timestamp),
    version: Type.Integer({ minimum: 1, description: 'Grows with every change' }),
  },
  { additionalProperties: false },
);
export type JobSummary = Static<typeof JobSummary>;

/** The job as a client sees it. */
export const JobView = Type.Object(
  {
    ...JobSummary.properties,
    input: Type.Optional(Type.Unknown({ description: 'Only with `include=input`, when it is small' })),
    inputUrl: Type.Optional(Type.String({ format: 'uri', description: 'Only with `include=input`, when it is large' })),
    result: Type.Optional(Type.Unknown({ description: 'As the job type’s result schema says; files carry a `url`' })),
    resultUrl: Type.Optional(Type.String({ format: 'uri', description: 'Presigned, when the result is large' })),
    resultExpiresAt: Type.Optional(
      Type.String({
        format: 'date-time',
        description: 'When result and files are deleted; absent when they are kept for as long as the job',
      }),
    ),
    resultExpiredAt: Type.Optional(
      Type.String({ format: 'date-time', description: 'Result and files are gone since then' }),
    ),
    attempts: Attempts,
  },
  { additionalProperties: false },
);
export type JobView = Static<typeof JobView>;
