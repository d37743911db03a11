import Type, { type Static } from 'typebox';
import { LANES, type Lane } from '../job-types/define-job-type.ts';
import { JOB_ID_PATTERN } from '../jobs/job-id.ts';
import { UploadId } from '../jobs/file-reference.ts';
import { Tags, Timestamp } from '../jobs/job-view.ts';
import { LIMITS } from '../limits.ts';
import { Pause } from '../operations/controls.ts';
import { WebhookRequest } from '../webhooks/webhook.ts';

/** What a submission may say of its priority, by the lanes that its job type has. */
export const priorityAmong = (lanes: readonly Lane[]) =>
  Type.Enum([...lanes], { description: 'One that the job type has; by default `standard`' });

/** `POST /v1/jobs`. `input` is checked against the job type's own schema afterwards. */
export const SubmitJobRequest = Type.Object(
  {
    type: Type.String({ minLength: 1, maxLength: 40, description: 'The name of a job type' }),
    input: Type.Unknown({ description: 'As the job type’s input schema says' }),
    maxAttempts: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: LIMITS.attempts,
        description: 'At most, and by default, what the job type says',
      }),
    ),
    priority: Type.Optional(priorityAmong(LANES)),
    delaySeconds: Type.Optional(
      Type.Integer({
        minimum: 0,
        maximum: LIMITS.delaySeconds,
        description: 'How long to wait before the job may start; not together with `runAt`',
      }),
    ),
    runAt: Type.Optional(
      Type.String({
        format: 'date-time',
        maxLength: 40,
        description:
          'When the job may start, RFC 3339, at most a year ahead; at once when it is in the past. Uploads that the input names must be less than a day old by then.',
      }),
    ),
    after: Type.Optional(
      Type.Array(Type.String({ pattern: JOB_ID_PATTERN }), {
        minItems: 1,
        maxItems: LIMITS.awaitedJobs,
        uniqueItems: true,
        description: `Ids of jobs of yours that must have succeeded before this one starts: until then it is SCHEDULED. It waits for at most ${LIMITS.awaitSeconds / 86_400} days, and no longer than the uploads that its input names can be used.`,
      }),
    ),
    afterFailure: Type.Optional(
      Type.Enum(['cancel', 'run'], {
        description:
          'When a job of `after` is FAILED or CANCELLED: this one is cancelled too (the default), or starts once all have ended, however that was',
      }),
    ),
    uniqueKey: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: LIMITS.uniqueKeyCharacters,
        description: 'Of your jobs of this type, one with this key is active (waits or runs) at a time',
      }),
    ),
    onConflict: Type.Optional(
      Type.Enum(['reuse', 'reject', 'replace'], {
        description:
          'When an active job has the `uniqueKey`: answer with that job (the default), refuse with 409, or cancel it and take its place',
      }),
    ),
    orderingKey: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: LIMITS.orderingKeyCharacters,
        pattern: '^[^\\x00-\\x1F\\x7F]+$',
        description:
          'For a job type with `ordering: fifo`, and required there: your jobs of this type with the same key start in the order in which they were accepted, one at a time',
      }),
    ),
    tags: Type.Optional(Tags),
    webhook: Type.Optional(WebhookRequest),
  },
  { additionalProperties: false },
);
export type SubmitJobRequest = Static<typeof SubmitJobRequest>;

/** `POST /v1/uploads`. */
export const CreateUploadRequest = Type.Object(
  {
    sizeBytes: Type.Integer({
      minimum: 1,
      maximum: LIMITS.uploadBytes,
      description: 'The exact size of the file: the upload is signed for it',
    }),
    contentType: Type.Optional(Type.String({ pattern: '^[\\w.+-]+/[\\w.+-]+$', maxLength: 100 })),
  },
  { additionalProperties: false },
);
export type CreateUploadRequest = Static<typeof CreateUploadRequest>;

/** Where and how to send the file; `uploadId` then goes into the job's input. */
export const UploadTicket = Type.Object(
  {
    uploadId: UploadId,
    method: Type.Literal('PUT'),
    url: Type.String({ format: 'uri' }),
    headers: Type.Record(Type.String(), Type.String(), { description: 'To be sent with the file, as they are' }),
    uploadBefore: Timestamp,
    usableUntil: Timestamp,
  },
  { additionalProperties: false },
);
export type UploadTicket = Static<typeof UploadTicket>;

const Count = Type.Integer({ minimum: 0 });

/** A job type as `GET /v1/job-types/{type}` shows it. */
export const JobTypeView = Type.Object(
  {
    name: Type.String(),
    title: Type.String(),
    description: Type.String(),
    inputSchema: Type.Unknown({ description: 'JSON Schema 2020-12' }),
    resultSchema: Type.Unknown({ description: 'JSON Schema 2020-12' }),
    settings: Type.Object(
      {
        lanes: Type.Array(Type.Enum([...LANES])),
        ordering: Type.Optional(Type.Enum(['fifo'])),
        leaseSeconds: Count,
        timeLimitSeconds: Count,
        maxAttempts: Count,
        backoff: Type.Object(
          { initialSeconds: Type.Number(), factor: Type.Number(), maxSeconds: Type.Number() },
          { additionalProperties: false },
        ),
        concurrencyPerWorker: Count,
        resultRetentionDays: Type.Optional(
          Type.Integer({ minimum: 1, description: 'Results and files are deleted so many days after their job ended' }),
        ),
        limits: Type.Optional(
          Type.Object(
            {
              concurrency: Type.Optional(Count),
              concurrencyPerOwner: Type.Optional(Count),
              startsPerMinute: Type.Optional(Count),
              startsPerMinutePerOwner: Type.Optional(Count),
            },
            { additionalProperties: false, description: 'Caps over all workers, where it has some' },
          ),
        ),
      },
      { additionalProperties: false },
    ),
    paused: Type.Optional(Pause),
  },
  { additionalProperties: false },
);
export type JobTypeView = Static<typeof JobTypeView>;

export const JobTypeList = Type.Object(
  {
    jobTypes: Type.Array(
      Type.Object(
        { name: Type.String(), title: Type.String(), description: Type.String() },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false },
);
export type JobTypeList = Static<typeof JobTypeList>;
