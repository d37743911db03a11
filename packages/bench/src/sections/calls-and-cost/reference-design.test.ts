import { expect, test } from '@jest/globals';
import type { WireItem } from '@jobs/prices/dynamodb-units';
import { referenceUse } from './reference-design.ts';
import { sumUsage } from './usage.ts';

const item = (status: string, more: WireItem = {}): WireItem => ({
  jobId: { S: 'job_1' },
  status: { S: status },
  createdAt: { N: '1' },
  ...more,
});
const put = { table: 'jobs', before: undefined, after: item('QUEUED') };
const claim = { table: 'jobs', before: item('QUEUED'), after: item('RUNNING') };
const end = { table: 'jobs', before: item('RUNNING'), after: item('SUCCEEDED', { result: { S: 'x' } }) };
const submissions = { functionName: 'submit-job', durationsMs: [1, 2, 30] };

test('every change of status costs three units: one of the table, and two of its index', () => {
  const { usage } = referenceUse({ writes: [put, claim, end], submissions });
  expect(sumUsage(usage)).toMatchObject({ tableWriteUnits: 3, indexWriteUnits: 1 + 2 + 2, calls: 3 + 4, requests: 7 });
});

test('an index that holds everything costs the size of the item', () => {
  const input = { input: { S: 'x'.repeat(1500) } };
  const large = { table: 'jobs', before: item('QUEUED', input), after: item('RUNNING', input) };
  expect(sumUsage(referenceUse({ writes: [large], submissions }).usage)).toMatchObject({
    tableWriteUnits: 2,
    indexWriteUnits: 4,
  });
});

test('what only we keep of a job costs it nothing', () => {
  const kept = { table: 'jobs', before: undefined, after: item('QUEUED', { attempts: { S: 'x'.repeat(3000) } }) };
  expect(sumUsage(referenceUse({ writes: [kept], submissions }).usage).tableWriteUnits).toBe(1);
});

test('a worker of it makes five calls for a job', () => {
  const { usage } = referenceUse({ writes: [put, claim, end], submissions });
  expect(sumUsage(usage.filter(({ principal }) => principal === 'worker')).calls).toBe(5);
});
