import { describe, expect, test } from '@jest/globals';
import { textAnalyze, type SubmitJobRequest } from '@jobs/shared-contracts';
import { orderingErrors } from './ordering-errors.ts';

const ordered = { ...textAnalyze, ordering: 'fifo' } as const;
const request = (more: Partial<SubmitJobRequest> = {}): SubmitJobRequest => ({
  type: 'text-analyze',
  input: {},
  ...more,
});
const pointers = (...subject: Parameters<typeof orderingErrors>) =>
  orderingErrors(...subject).map((each) => each.pointer);

describe('a submission for a job type with an ordering', () => {
  test('names its ordering key', () => {
    expect(pointers(request({ orderingKey: 'ledger-7' }), ordered)).toEqual([]);
    expect(pointers(request(), ordered)).toEqual(['#/orderingKey']);
  });

  test.each(['delaySeconds', 'runAt', 'after'] as const)('says no %s, which would change the order', (field) => {
    const values = { delaySeconds: 5, runAt: '2030-01-01T00:00:00Z', after: ['job_1'] };
    const asked = request({ orderingKey: 'ledger-7', [field]: values[field] });
    expect(pointers(asked, ordered)).toEqual([`#/${field}`]);
  });

  test('may have a unique key', () => {
    expect(pointers(request({ orderingKey: 'ledger-7', uniqueKey: 'today' }), ordered)).toEqual([]);
  });
});

describe('a submission for any other job type', () => {
  test('names no ordering key, as nothing would heed it', () => {
    expect(pointers(request(), textAnalyze)).toEqual([]);
    expect(pointers(request({ orderingKey: 'ledger-7' }), textAnalyze)).toEqual(['#/orderingKey']);
  });
});
