import Type, { type Static } from 'typebox';
import { JOB_STATUSES, type JobStatus } from '../jobs/job-states.ts';
import { JobSummary, Timestamp } from '../jobs/job-view.ts';

/** `job.succeeded` and so on: one event type for each status. */
export type JobEventType = `job.${Lowercase<JobStatus>}`;

export function eventTypeOf(status: JobStatus): JobEventType {
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
    type: Type.Enum(JOB_STATUSES.map(eventTypeOf)),
    subject: Type.String({ description: 'The job id' }),
    time: Timestamp,
    datacontenttype: Type.Literal('application/json'),
    owner: Type.String(),
    webhook: Type.Optional(Type.Literal(true, { description: 'The job has a webhook that wants this state' })),
    traceparent: Type.Optional(Type.String({ description: 'W3C Trace Context' })),
    data: JobSummary,
  },
  { additionalProperties: false },
);
export type JobEvent = Static<typeof JobEvent>;
