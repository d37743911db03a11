import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { JOBS_TABLE } from '@jobs/shared-contracts';
import { itemBytes } from './item-size.ts';

export type Item = Readonly<Record<string, AttributeValue>>;

/** Write units of one write: of the table, and of each of its indexes. */
export interface WriteUnits {
  readonly table: number;
  readonly indexes: Readonly<Record<string, number>>;
}

const UNIT_BYTES = 1024;

/**
 * A write costs the larger of the item before and after. An index whose entry is new, or goes, costs one unit; two where
 * an entry moves, since it is deleted and put; none where nothing of it changes. Entries hold keys alone, below a unit.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html
 */
export function writeUnitsOf(before: Item | undefined, after: Item): WriteUnits {
  const keyOf = (item: Item | undefined, names: readonly string[]) =>
    item && names.every((name) => item[name] !== undefined)
      ? JSON.stringify(names.map((name) => item[name]))
      : undefined;
  const indexes = JOBS_TABLE.indexes.map(({ name, partitionKey, sortKey }) => {
    const [old, now] = [before, after].map((item) => keyOf(item, [partitionKey, sortKey.name]));
    return [name, old === now ? 0 : Number(old !== undefined) + Number(now !== undefined)] as const;
  });
  const largest = Math.max(before ? itemBytes(before) : 0, itemBytes(after));
  return { table: Math.ceil(largest / UNIT_BYTES), indexes: Object.fromEntries(indexes) };
}

/** Of several writes together. */
export function sumUnits(writes: readonly WriteUnits[]): WriteUnits {
  const names = JOBS_TABLE.indexes.map(({ name }) => name);
  const sum = (unitsOf: (write: WriteUnits) => number) => writes.reduce((total, write) => total + unitsOf(write), 0);
  return {
    table: sum(({ table }) => table),
    indexes: Object.fromEntries(names.map((name) => [name, sum(({ indexes }) => indexes[name] ?? 0)])),
  };
}
