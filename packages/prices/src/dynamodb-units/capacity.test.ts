import { describe, expect, test } from '@jest/globals';
import { indexUnitsOf, readUnits, sumWriteUnits, writeUnits, type CountedTable } from './capacity.ts';
import type { WireItem } from './item-size.ts';

const TABLE = {
  partitionKey: 'id',
  indexes: [
    { name: 'due', partitionKey: 'shard', sortKey: { name: 'dueAt', type: 'N' }, projection: 'KEYS_ONLY' },
    { name: 'status', partitionKey: 'status', sortKey: { name: 'createdAt', type: 'N' }, projection: 'ALL' },
  ],
} as const satisfies CountedTable;

const NONE = { due: 0, status: 0 };

/** Of so many bytes, and in no index. */
const plain = (bytes: number): WireItem => ({ id: { S: 'j' }, text: { S: 'x'.repeat(bytes - 'idjtext'.length) } });
const due = (dueAt: number, more: WireItem = {}): WireItem => ({
  id: { S: 'j' },
  shard: { S: 'due#1' },
  dueAt: { N: String(dueAt) },
  ...more,
});
const inStatus = (status: string, bytes = 100): WireItem => ({
  ...plain(bytes),
  status: { S: status },
  createdAt: { N: '1' },
});

describe('write units of the table', () => {
  test.each([
    ['1 KB', 1024, 1],
    ['a byte more', 1025, 2],
    ['3 KB', 3072, 3],
  ])('are as many as there are KB: %s', (_, bytes, units) => {
    expect(writeUnits(TABLE, { before: undefined, after: plain(bytes) })).toEqual({ table: units, indexes: NONE });
  });

  test('are those of the larger item, of that before as well', () => {
    expect(writeUnits(TABLE, { before: plain(3000), after: plain(500) }).table).toBe(3);
    expect(writeUnits(TABLE, { before: plain(500), after: plain(3000) }).table).toBe(3);
    expect(writeUnits(TABLE, { before: plain(3000), after: undefined }).table).toBe(3);
  });

  test('are one at least, also of a delete that finds nothing', () => {
    expect(writeUnits(TABLE, { before: undefined, after: undefined })).toEqual({ table: 1, indexes: NONE });
  });
});

const ofIndexes = (before: WireItem | undefined, after: WireItem | undefined) =>
  indexUnitsOf(writeUnits(TABLE, { before, after }));

describe('write units of an index', () => {
  test('are one when its entry is added or removed', () => {
    expect(ofIndexes(undefined, due(1))).toBe(1);
    expect(ofIndexes(due(1), plain(100))).toBe(1);
    expect(ofIndexes(plain(100), due(1))).toBe(1);
    expect(ofIndexes(due(1), undefined)).toBe(1);
  });

  test('are two when its key changes', () => {
    expect(ofIndexes(due(1), due(2))).toBe(2);
  });

  test('are none when nothing changes that it holds', () => {
    expect(ofIndexes(due(1), due(1, { text: { S: 'changed' } }))).toBe(0);
  });

  test('are one when it holds all attributes and one changes', () => {
    expect(ofIndexes(inStatus('RUNNING'), { ...inStatus('RUNNING'), more: { S: 'x' } })).toBe(1);
  });

  test('are those of the whole item, twice, when it holds all attributes and its key changes', () => {
    expect(ofIndexes(inStatus('QUEUED', 2500), inStatus('RUNNING', 2500))).toBe(6);
  });
});

test('write units of several writes are added up, for each index by itself', () => {
  const created = writeUnits(TABLE, { before: undefined, after: due(1) });
  const moved = writeUnits(TABLE, { before: due(1), after: due(2) });
  expect(sumWriteUnits([created, moved])).toEqual({ table: 2, indexes: { due: 3, status: 0 } });
});

describe('read units', () => {
  test('are as many as there are 4 KB, and half of that when eventually consistent', () => {
    expect(readUnits([plain(4096)], true)).toBe(1);
    expect(readUnits([plain(4097)], true)).toBe(2);
    expect(readUnits([plain(4097)], false)).toBe(1);
  });

  test('of a query are those of all its items together', () => {
    expect(
      readUnits(
        Array.from({ length: 10 }, () => plain(100)),
        false,
      ),
    ).toBe(0.5);
  });

  test('of nothing are those of the smallest', () => {
    expect(readUnits([], true)).toBe(1);
    expect(readUnits([], false)).toBe(0.5);
  });
});
