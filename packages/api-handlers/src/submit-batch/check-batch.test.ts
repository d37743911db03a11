import { expect, test } from '@jest/globals';
import { checkBatch, linesOf } from './check-batch.ts';

const ordered = (type: string, orderingKey: string) => ({ type, input: {}, orderingKey });
const job = (more: object = {}) => ({ type: 'text-analyze', input: {}, ...more });

test('jobs of one type and ordering key are accepted in their order, and others at once', () => {
  const jobs = [ordered('a', 'x'), job(), ordered('a', 'x'), ordered('b', 'x'), ordered('a', 'y'), 'no job', null];
  expect([...linesOf(jobs, [0, 1, 2, 3, 4, 5, 6])]).toEqual([[0, 2], [1], [3], [4], [5], [6]]);
});

test('jobs come after those of the batch that they wait for, whatever their places', () => {
  const jobs = [job({ after: ['#2', '#1'] }), job({ after: ['#2'] }), job(), job({ after: [`job_${'0'.repeat(32)}`] })];
  expect(checkBatch({ jobs }).levels).toEqual([[2, 3], [1], [0]]);
});
