import Type, { type Static } from 'typebox';
import { Problem } from '../http/problems.ts';
import { SubmitJobRequest } from '../http/requests.ts';
import { JOB_ID_PATTERN } from '../jobs/job-id.ts';
import { JobStatusSchema, Tags, Timestamp } from '../jobs/job-view.ts';
import { LIMITS } from '../limits.ts';
import { BATCH_ID_PATTERN } from './batch-id.ts';

const { after: _after, ...submission } = SubmitJobRequest.properties;

/** A job of a batch. Each is checked on its own, so that the schema of the request as a whole says nothing of it. */
export const BatchJobRequest = Type.Object(
  {
    ...submission,
    after: Type.Optional(
      Type.Array(Type.String({ pattern: '^(job_[0-9a-f]{32}|#(0|[1-9][0-9]{0,3}))$' }), {
        minItems: 1,
        maxItems: LIMITS.awaitedJobs,
        uniqueItems: true,
        description: 'As in `POST /v1/jobs`; `#3` is the job at index 3 of this batch',
      }),
    ),
  },
  { additionalProperties: false },
);

const name = Type.String({ minLength: 1, maxLength: LIMITS.batchNameCharacters, description: 'For people' });

/** A batch has one event, so that its webhook has none to choose from. */
const BatchWebhook = Type.Object(
  {
    url: Type.String({
      format: 'uri',
      maxLength: LIMITS.webhookUrlCharacters,
      description: 'Told once, when all jobs have ended. As the `url` of a job’s webhook',
    }),
  },
  { additionalProperties: false },
);

const properties = {
  name: Type.Optional(name),
  tags: Type.Optional(Tags),
  webhook: Type.Optional(BatchWebhook),
  onFailure: Type.Optional(
    Type.Enum(['continue', 'cancel'], {
      description: 'When a job fails: the others go on (the default), or are cancelled',
    }),
  ),
};
const jobs = { minItems: 1, maxItems: LIMITS.batchJobs };

/** `POST /v1/batches`, as the documents tell of it. */
export const CreateBatchRequest = Type.Object(
  { jobs: Type.Array(BatchJobRequest, jobs), ...properties },
  { additionalProperties: false },
);
export type CreateBatchRequest = Static<typeof CreateBatchRequest>;

/** The same, as it is checked: a job that is not valid is refused alone. */
export const BatchEnvelope = Type.Object(
  { jobs: Type.Array(Type.Unknown(), jobs), ...properties },
  { additionalProperties: false },
);
export type BatchEnvelope = Static<typeof BatchEnvelope>;

const Count = (description: string) => Type.Integer({ minimum: 0, maximum: LIMITS.batchJobs, description });

export const BATCH_STATUSES = ['SUBMITTING', 'RUNNING', 'COMPLETED'] as const;

/** A batch as its owner sees it. */
export const BatchView = Type.Object(
  {
    id: Type.String({ pattern: BATCH_ID_PATTERN }),
    name: Type.Optional(name),
    tags: Tags,
    status: Type.Enum([...BATCH_STATUSES], {
      description: 'COMPLETED once all jobs have ended for the first time, and for good',
    }),
    counts: Type.Object(
      {
        total: Count('Jobs of the request'),
        refused: Count('… that were not accepted'),
        pending: Count('… that wait or run'),
        succeeded: Count('… that have succeeded'),
        failed: Count('… that have failed'),
        cancelled: Count('… that were cancelled'),
      },
      { additionalProperties: false },
    ),
    createdAt: Timestamp,
    cancelRequestedAt: Type.Optional(Timestamp),
    completedAt: Type.Optional(Timestamp),
  },
  { additionalProperties: false },
);
export type BatchView = Static<typeof BatchView>;

const Index = Type.Integer({ minimum: 0, maximum: LIMITS.batchJobs - 1, description: 'In the request, from 0' });
const jobId = Type.Optional(Type.String({ pattern: JOB_ID_PATTERN }));
const problem = Type.Optional(Type.Object(Problem.properties, { description: 'Why it was refused' }));

/** What became of a job of the request: it has an id, or a problem. */
export const BatchResult = Type.Object({ index: Index, jobId, problem }, { additionalProperties: false });
export type BatchResult = Static<typeof BatchResult>;

export const BatchSubmission = Type.Object(
  { ...BatchView.properties, results: Type.Array(BatchResult, { description: 'One for each job, by index' }) },
  { additionalProperties: false },
);
export type BatchSubmission = Static<typeof BatchSubmission>;

export const BatchMemberView = Type.Object(
  { index: Index, jobId, status: Type.Optional(JobStatusSchema), problem },
  { additionalProperties: false },
);
export type BatchMemberView = Static<typeof BatchMemberView>;

export const ManifestLocation = Type.Object(
  { url: Type.String({ format: 'uri', description: 'Presigned. Do not send your API key there' }) },
  { additionalProperties: false },
);
export type ManifestLocation = Static<typeof ManifestLocation>;

const nextCursor = Type.Optional(Type.String({ description: 'Absent at the end' }));

export const BatchMemberList = Type.Object(
  { jobs: Type.Array(BatchMemberView, { description: 'By index' }), nextCursor },
  { additionalProperties: false },
);
export type BatchMemberList = Static<typeof BatchMemberList>;

export const BatchList = Type.Object(
  { batches: Type.Array(BatchView, { description: 'The newest first' }), nextCursor },
  { additionalProperties: false },
);
export type BatchList = Static<typeof BatchList>;
