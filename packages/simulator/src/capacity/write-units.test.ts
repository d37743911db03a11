import { describe, expect, test } from '@jest/globals';
import { itemBytes } from './item-size.ts';
import { sumUnits, writeUnitsOf, type Item } from './write-units.ts';

const job: Item = {
  jobId: { S: 'job_1' },
  ownerShard: { S: 'acme#1' },
  createdAt: { N: '1' },
  dueShard: { S: 'due#1' },
  dueAt: { N: '1' },
};

describe('the write units of a write', () => {
  test('are one for each index that a new item is in', () => {
    expect(writeUnitsOf(undefined, job)).toEqual({ table: 1, indexes: { due: 1, owner: 1, failures: 0, held: 0 } });
  });

  test('are two where an entry moves, one where it goes, and none where it stays', () => {
    expect(writeUnitsOf(job, { ...job, dueAt: { N: '2' } }).indexes).toMatchObject({ due: 2, owner: 0 });
    const { dueAt: _dueAt, ...settled } = job;
    expect(writeUnitsOf(job, settled).indexes).toMatchObject({ due: 1, owner: 0 });
    expect(writeUnitsOf(job, { ...job, status: { S: 'RUNNING' } }).indexes).toMatchObject({ due: 0, owner: 0 });
  });

  test('are those of the larger item, by the kilobyte', () => {
    const large = { ...job, input: { S: 'x'.repeat(1024) } };
    expect([writeUnitsOf(large, job).table, writeUnitsOf(job, large).table, writeUnitsOf(job, job).table]).toEqual([
      2, 2, 1,
    ]);
  });

  test('are added up', () => {
    const first = writeUnitsOf(undefined, job);
    expect(sumUnits([first, writeUnitsOf(job, { ...job, dueAt: { N: '2' } })])).toEqual({
      table: 2,
      indexes: { due: 3, owner: 1, failures: 0, held: 0 },
    });
  });
});

test.each<[Item, number]>([
  [{ ab: { S: 'äb' } }, 2 + 3],
  [{ n: { N: '1234' } }, 1 + 3],
  [{ b: { BOOL: true } }, 1 + 1],
  [{ m: { M: { a: { S: 'b' } } } }, 1 + 3 + 2 + 1],
  [{ l: { L: [{ S: 'ab' }] } }, 1 + 3 + 3],
  [{ s: { SS: ['a', 'bc'] } }, 1 + 3],
])('the size of %j is %d bytes', (item, bytes) => {
  expect(itemBytes(item)).toBe(bytes);
});
