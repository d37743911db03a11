import { BATCH_COMPLETED_EVENT } from '../batches/batch-completed.ts';
import { BatchEvent } from '../batches/batch-event.ts';
import { JobEvent } from '../events/job-event.ts';

const SPECIFICATION = 'https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md';

/** What SNS carries beside a message, for filter policies. All are strings. */
const MESSAGE_ATTRIBUTES = {
  type: { ...JobEvent.properties.type, description: 'The event’s `type`' },
  jobType: { type: 'string', description: 'The name of the job type' },
  owner: { type: 'string', description: 'Whose job it is' },
  webhook: { type: 'string', const: 'true', description: 'Only on events that the job’s webhook is to be told of' },
  watched: {
    type: 'string',
    const: 'true',
    description: 'Only on events of jobs that somebody watches by a WebSocket',
  },
  settles: {
    type: 'string',
    const: 'true',
    description: 'Only on the end of a job that something waits for, and where such a job is tried again',
  },
};

/** An event as it is published: here, the end of a job. */
export const JOB_EVENT_EXAMPLE: JobEvent = {
  specversion: '1.0',
  id: 'job_5b1e0f2a9c7d4e8fa3b6c5d4e3f20118.3',
  source: '/jobs/prod',
  type: 'job.succeeded',
  subject: 'job_5b1e0f2a9c7d4e8fa3b6c5d4e3f20118',
  time: '2026-11-02T09:30:02.500Z',
  datacontenttype: 'application/json',
  owner: 'acme',
  data: {
    id: 'job_5b1e0f2a9c7d4e8fa3b6c5d4e3f20118',
    type: 'csv-etl',
    status: 'SUCCEEDED',
    priority: 'standard',

    attempt: 1,
    maxAttempts: 3,
    progress: { percent: 100 },
    tags: { team: 'billing' },
    createdAt: '2026-11-02T09:30:00.000Z',
    startedAt: '2026-11-02T09:30:01.250Z',
    finishedAt: '2026-11-02T09:30:02.500Z',
    updatedAt: '2026-11-02T09:30:02.500Z',
    version: 3,
  },
};

/** A batch that has completed with one failure. */
export const BATCH_EVENT_EXAMPLE: BatchEvent = {
  specversion: '1.0',
  id: 'bat_2c7e9f10b3d54a68825f6a1d0c9b7e43.1',
  source: '/jobs/prod',
  type: BATCH_COMPLETED_EVENT,
  subject: 'bat_2c7e9f10b3d54a68825f6a1d0c9b7e43',
  time: '2026-11-02T09:45:00.000Z',
  datacontenttype: 'application/json',
  owner: 'acme',
  data: {
    id: 'bat_2c7e9f10b3d54a68825f6a1d0c9b7e43',
    name: 'Invoices of October',
    tags: { team: 'billing' },
    status: 'COMPLETED',
    counts: { total: 500, refused: 2, pending: 0, succeeded: 497, failed: 1, cancelled: 0 },
    createdAt: '2026-11-02T09:30:00.000Z',
    completedAt: '2026-11-02T09:45:00.000Z',
  },
};

const { owner, type: eventType, data } = JOB_EVENT_EXAMPLE;

/** The SNS topic of the job events, in AsyncAPI's words. */
export const eventsChannel = {
  channels: {
    jobEvents: {
      address: 'job-events',
      title: 'Job events',
      description: 'The SNS topic, its name without the prefix of the environment.',
      messages: {
        jobEvent: { $ref: '#/components/messages/jobEvent' },
        batchEvent: { $ref: '#/components/messages/batchEvent' },
      },
      bindings: { sns: { name: 'job-events', ordering: { type: 'standard' }, bindingVersion: '0.1.0' } },
    },
  },
  operations: {
    publishBatchEvent: {
      action: 'send',
      title: 'Publish that a batch has completed',
      channel: { $ref: '#/channels/jobEvents' },
      messages: [{ $ref: '#/channels/jobEvents/messages/batchEvent' }],
    },
    publishJobEvent: {
      action: 'send',
      title: 'Publish a change of state',
      channel: { $ref: '#/channels/jobEvents' },
      messages: [{ $ref: '#/channels/jobEvents/messages/jobEvent' }],
    },
  },
  messages: {
    batchEvent: {
      name: 'batchEvent',
      title: 'A batch has completed',
      summary: 'A CloudEvent in structured JSON, with the batch and its counts. Once for each batch.',
      contentType: 'application/cloudevents+json',
      externalDocs: { url: SPECIFICATION },
      headers: {
        type: 'object',
        description: 'The message attributes',
        properties: {
          type: { const: BATCH_COMPLETED_EVENT, description: 'The event’s `type`' },
          owner: MESSAGE_ATTRIBUTES.owner,
          webhook: { type: 'string', const: 'true', description: 'Only when the batch has a webhook' },
        },
        required: ['type', 'owner'],
      },
      payload: { $ref: '#/components/schemas/BatchEvent' },
      examples: [
        {
          name: 'completed',
          summary: 'A batch has completed',
          headers: { type: BATCH_COMPLETED_EVENT, owner },
          payload: BATCH_EVENT_EXAMPLE,
        },
      ],
    },
    jobEvent: {
      name: 'jobEvent',
      title: 'A job has reached a state',
      summary: 'A CloudEvent in structured JSON, without input and result.',
      contentType: 'application/cloudevents+json',
      externalDocs: { url: SPECIFICATION },
      headers: {
        type: 'object',
        description: 'The message attributes',
        properties: MESSAGE_ATTRIBUTES,
        required: ['type', 'jobType', 'owner'],
      },
      payload: { $ref: '#/components/schemas/JobEvent' },
      examples: [
        {
          name: 'succeeded',
          summary: 'A job has succeeded',
          headers: { type: eventType, jobType: data.type, owner },
          payload: JOB_EVENT_EXAMPLE,
        },
      ],
    },
  },
  schemas: { JobEvent, BatchEvent },
};
