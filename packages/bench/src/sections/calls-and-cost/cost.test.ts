import { expect, test } from '@jest/globals';
import { PRICES } from '@jobs/prices';
import { costOf, totalOf, type Used } from './cost.ts';
import { createTally } from './usage.ts';

const tally = createTally();
const of = (service: 'dynamodb' | 'sqs' | 'sns' | 's3', operation: string) =>
  ({ principal: 'someone', service, operation, resource: 'r' }) as const;
tally.add(of('dynamodb', 'PutItem'), { tableWriteUnits: 2, indexWriteUnits: 4 });
tally.add(of('dynamodb', 'GetItem'), { readUnits: 3 });
tally.add(of('sqs', 'SendMessageBatch'), { requests: 2, fairRequests: 2 });
tally.add(of('sns', 'PublishBatch'), { requests: 2 });
tally.add(of('s3', 'PutObject'), { requests: 2 });
tally.add(of('s3', 'GetObject'), { requests: 4 });

const USED: Used = {
  jobs: 2,
  usage: tally.take(),
  invocations: [{ functionName: 'submit-job', durationsMs: [9.2, 10, 100] }],
  httpRequests: 2,
  webSocketMessages: 4,
  connectionMinutes: 8,
};

test('what two jobs have used costs half of it for each, times a million', () => {
  const cost = costOf(USED, PRICES, () => 512);
  expect(cost.DynamoDB).toBeCloseTo((6 * 0.625 + 3 * 0.125) / 2);
  expect(cost.SQS).toBeCloseTo((2 * 0.4 + 2 * 0.1) / 2);
  expect(cost.SNS).toBeCloseTo(0.5);
  expect(cost.S3).toBeCloseTo((2 * 5 + 4 * 0.4) / 2);
  expect(cost['API Gateway']).toBeCloseTo((2 * 1 + 4 * 1 + 8 * 0.25) / 2);
  // Three invocations of the median's 10 ms, at half a GB.
  expect(cost.Lambda).toBeCloseTo((3 * (0.2 + 0.01 * 0.5 * 13.3334)) / 2);
  expect(totalOf(cost)).toBeCloseTo(Object.values(cost).reduce((total, dollars) => total + dollars, 0));
});

const lambda = (durationMs: number) =>
  costOf({ ...USED, invocations: [{ functionName: 'f', durationsMs: [durationMs] }] }, PRICES, () => 1024).Lambda;

test('a started millisecond is billed as a whole one', () => {
  expect(lambda(0.2)).toBe(lambda(1));
  expect(lambda(1.1)).toBe(lambda(2));
});
