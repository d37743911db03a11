import { expect, test } from '@jest/globals';
import { createTally, sumUsage } from './usage.ts';

const SEND = {
  principal: 'function-submit-job',
  service: 'sqs',
  operation: 'SendMessageBatch',
  resource: 'q',
} as const;

test('calls of a kind are added up, and others are kept apart', () => {
  const tally = createTally();
  tally.add(SEND, { requests: 1, entries: 3 });
  tally.add({ ...SEND, principal: 'worker-a' }, { requests: 1, entries: 1 });
  tally.add(SEND, { requests: 2, entries: 7, fairRequests: 2 });
  const taken = tally.take();
  expect(taken).toHaveLength(2);
  expect(taken[0]).toMatchObject({ ...SEND, calls: 2, requests: 3, entries: 10, fairRequests: 2, readUnits: 0 });
  expect(sumUsage(taken)).toMatchObject({ calls: 3, requests: 4, entries: 11 });
});

test('what was taken is not counted again', () => {
  const tally = createTally();
  tally.add(SEND, { requests: 1 });
  tally.take();
  expect(tally.take()).toEqual([]);
});
