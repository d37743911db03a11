import { describe, expect, test } from '@jest/globals';
import { batchEventOf, countMembers } from '@jobs/job-store';
import { MalformedMessageError } from '../errors.ts';
import { readMessage } from './read-message.ts';

const BATCH_ID = `bat_${'a'.repeat(32)}`;
const JOB_ID = `job_${'b'.repeat(32)}`;
const EVENT = batchEventOf(
  {
    batchId: BATCH_ID,
    owner: 'acme',
    tags: {},
    requestHash: '',
    size: 1,
    version: 1,
    createdAt: 1,
    submittedAt: 2,
    completedAt: 3,
    completedCounts: countMembers(1, new Map([[0, { status: 'SUCCEEDED', version: 3 }]])),
  },
  '/jobs/test',
);

describe('a message for webhooks', () => {
  test('may be the event of a batch that has completed', () => {
    expect(readMessage(JSON.stringify(EVENT))).toEqual({ batch: EVENT });
  });

  test.each([JOB_ID, BATCH_ID])('may be a delivery of %s that is tried again', (jobId) => {
    const retry = { jobId, webhookId: `${jobId}_1` };
    expect(readMessage(JSON.stringify(retry))).toEqual({ retry });
  });

  test.each([
    ['no JSON', '{'],
    ['an event of another type', JSON.stringify({ ...EVENT, type: 'batch.started' })],
    ['a delivery of nothing', JSON.stringify({ jobId: 'sch_1', webhookId: `${BATCH_ID}_1` })],
  ])('is refused when it is %s', (_, text) => {
    expect(() => readMessage(text)).toThrow(MalformedMessageError);
  });
});
