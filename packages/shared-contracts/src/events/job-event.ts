import Type, { type Static } from 'typebox';
import { JOB_STATUSES, type JobStatus } from '../jobs/job-states.ts';
import { JobSummary, Timestamp } from '../jobs/job-view.ts';

/** `job.succeeded` and so on: one event type for each status. */
export type JobStatusEventType = `job.${Lowercase<JobStatus>}`;

/**
 * Something that a client sees has changed, but not the status: its progress, or that it is to be cancelled. Published
 * while somebody watches the job, and otherwise not at all.
 */
export const PROGRESS_EVENT = 'job.progress';

export type JobEventType = JobStatusEventType | typeof PROGRESS_EVENT;

export function eventTypeOf(status: JobStatus): JobStatusEventType {
  return `job.${status.toLowerCase() as Lowercase<JobStatus>}`;
}

/**
 * A state change, as CloudEvents 1.0 in structured JSON (https://github.com/cloudevents/spec). Published at least
 * once: `id` is the same each time, and `data.version` only grows, so that a subscriber can drop what it knows.
 */
export const JobEvent = Type.Object(
  {
    specversion: Type.Literal('1.0'),
    id: Type.String({ description: '`<job id>.<version>`' }),
    source: Type.String({ description: 'The installation that the job runs in' }),
    type: Type.Enum([...JOB_STATUSES.map(eventTypeOf), PROGRESS_EVENT] as JobEventType[]),
    subject: Type.String({ description: 'The job id' }),
    time: Timestamp,
    datacontenttype: Type.Literal('application/json'),
    owner: Type.String(),
    webhook: Type.Optional(Type.Literal(true, { description: 'The job has a webhook that wants this state' })),
    watched: Type.Optional(Type.Literal(true, { description: 'Somebody watches the job by a WebSocket' })),
    settles: Type.Optional(
      Type.Literal(true, { description: 'Something waits for the job’s end: a follow-up, a batch or a limit' }),
    ),
    traceparent: Type.Optional(Type.String({ description: 'W3C Trace Context' })),
    data: JobSummary,
  },
  { additionalProperties: false },
);
export type JobEvent = Static<typeof JobEvent>;
