import type { IndexDefinition, TableDefinition } from '@jobs/shared-contracts';
import { itemBytes, type WireItem } from './item-size.ts';

const WRITE_UNIT_BYTES = 1024;
const READ_UNIT_BYTES = 4096;

/** An index as far as its cost goes; those of this system hold keys alone. */
interface CountedIndex extends Omit<IndexDefinition, 'projection'> {
  readonly projection: 'KEYS_ONLY' | 'ALL';
}
export interface CountedTable extends Pick<TableDefinition, 'partitionKey' | 'sortKey'> {
  readonly indexes: readonly CountedIndex[];
}

/** An item before and after a write; undefined where there is none. */
export interface WrittenItem {
  readonly before: WireItem | undefined;
  readonly after: WireItem | undefined;
}

/** Of a table, and of each of its indexes by name. */
export interface WriteUnits {
  readonly table: number;
  readonly indexes: Readonly<Record<string, number>>;
}

const writeUnitsOf = (...items: readonly (WireItem | undefined)[]) =>
  Math.max(1, ...items.map((item) => Math.ceil((item ? itemBytes(item) : 0) / WRITE_UNIT_BYTES)));

/**
 * Write units of a put, an update or a delete: those of the larger of the item before and after, however little of it
 * changes, and of each index whose entry is added, removed or changed its own. An entry under another key is removed and
 * added. A write whose condition does not hold costs as much of the table as the item that is there.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html#GSI.ThroughputConsiderations.Writes
 */
export function writeUnits(table: CountedTable, { before, after }: WrittenItem): WriteUnits {
  const indexes = table.indexes.map((index) => [
    index.name,
    indexUnits(entryOf(table, index, before), entryOf(table, index, after), index),
  ]);
  return { table: writeUnitsOf(before, after), indexes: Object.fromEntries(indexes) as WriteUnits['indexes'] };
}

const NOTHING: WriteUnits = { table: 0, indexes: {} };

/** Of several writes of one table together. */
export const sumWriteUnits = (writes: readonly WriteUnits[]): WriteUnits =>
  writes.reduce(
    (sum, { table, indexes }) => ({
      table: sum.table + table,
      indexes: Object.fromEntries(
        Object.entries(indexes).map(([name, units]) => [name, (sum.indexes[name] ?? 0) + units]),
      ),
    }),
    NOTHING,
  );

/** Of all indexes together. */
export const indexUnitsOf = ({ indexes }: WriteUnits): number =>
  Object.values(indexes).reduce((total, units) => total + units, 0);

/** What an index holds of an item, which is nothing while one of its keys is missing. */
function entryOf(table: CountedTable, index: CountedIndex, item: WireItem | undefined): WireItem | undefined {
  const keys = [index.partitionKey, index.sortKey.name];
  if (!item || keys.some((key) => item[key] === undefined)) return undefined;
  if (index.projection === 'ALL') return item;
  const held = new Set([...keys, table.partitionKey, table.sortKey]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => held.has(name)));
}

function indexUnits(before: WireItem | undefined, after: WireItem | undefined, index: CountedIndex): number {
  if (!before || !after) return before || after ? writeUnitsOf(before, after) : 0;
  const isSame = (name: string) => JSON.stringify(before[name]) === JSON.stringify(after[name]);
  if (![index.partitionKey, index.sortKey.name].every(isSame)) return writeUnitsOf(before) + writeUnitsOf(after);
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].every(isSame) ? 0 : writeUnitsOf(before, after);
}

/** Read units of one item, or of what a query has looked at together; nothing is read for as much as the smallest. */
export function readUnits(items: readonly WireItem[], consistent: boolean): number {
  const bytes = items.reduce((total, item) => total + itemBytes(item), 0);
  return Math.max(1, Math.ceil(bytes / READ_UNIT_BYTES)) * (consistent ? 1 : 0.5);
}
