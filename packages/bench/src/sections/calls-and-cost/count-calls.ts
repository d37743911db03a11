import * as contracts from '@jobs/shared-contracts';
import { indexUnitsOf, readUnits, writeUnits, type CountedTable, type WireItem } from '@jobs/prices/dynamodb-units';
import type { Intercept, InterceptedCall, ServiceAnswer } from '@jobs/stand-ins';
import { billedRequests, entriesOf, isFair } from './billed-requests.ts';
import { createTally, type CountedUsage, type Usage } from './usage.ts';

/** By what their names end in. */
const TABLES: Readonly<Record<string, CountedTable>> = {
  jobs: contracts.JOBS_TABLE,
  connections: contracts.CONNECTIONS_TABLE,
  'job-statistics': contracts.JOB_STATISTICS_TABLE,
  controls: contracts.CONTROLS_TABLE,
};

/** Reads an item as it is now, past the counting. */
export type ReadItem = (tableName: string, key: WireItem) => Promise<WireItem | undefined>;

export interface ItemWrite {
  readonly table: string;
  readonly before: WireItem | undefined;
  readonly after: WireItem | undefined;
}

interface CallCounting {
  /** Of the names of tables, queues and topics. */
  readonly prefix: string;
  readonly readItem: ReadItem;
  /** Told of each write of an item, and of messages that a worker has deleted. */
  readonly onWrite?: (write: ItemWrite) => void;
  readonly onDeleted?: (messages: number) => void;
}

interface CallCounter {
  readonly intercept: Intercept;
  /** What was counted since this was asked last. */
  readonly take: () => readonly CountedUsage[];
}

/**
 * Counts every call that passes, and the DynamoDB units of each by its items: a write is held back until its item has
 * been read again. Tables must be empty at first, since an item's state before a write is known from the write before.
 */
export function countCalls({ prefix, readItem, onWrite, onDeleted }: CallCounting): CallCounter {
  const tally = createTally();
  const known = new Map<string, WireItem>();

  const unitsOfWrite = async (call: InterceptedCall, answer: ServiceAnswer, name: string): Promise<Partial<Usage>> => {
    const { TableName, Key, Item } = JSON.parse(call.body) as WriteParameters;
    const table = tableOf(name);
    const key = Key ?? keyOf(table, Item ?? {});
    const id = JSON.stringify([name, key[table.partitionKey], table.sortKey !== undefined && key[table.sortKey]]);
    const before = known.get(id);
    if (answer.status !== 200) {
      if (!answer.body.includes('ConditionalCheckFailed')) return {};
      return { tableWriteUnits: writeUnits({ ...table, indexes: [] }, { before, after: Item ?? before }).table };
    }
    const after = await readItem(TableName, key);
    if (after) known.set(id, after);
    else known.delete(id);
    onWrite?.({ table: name, before, after });
    const units = writeUnits(table, { before, after });
    return { tableWriteUnits: units.table, indexWriteUnits: indexUnitsOf(units) };
  };

  const unitsOf = async (call: InterceptedCall, answer: ServiceAnswer, name: string): Promise<Partial<Usage>> => {
    if (call.service !== 'dynamodb') return {};
    if (WRITES.has(call.operation)) return unitsOfWrite(call, answer, name);
    if (!READS.has(call.operation)) throw new Error(`There is no rule for the units of ${call.operation}`);
    const { ConsistentRead = false } = JSON.parse(call.body) as { readonly ConsistentRead?: boolean };
    const { Item, Items = Item ? [Item] : [] } = JSON.parse(answer.body.toString()) as ReadAnswer;
    return { readUnits: readUnits(Items, ConsistentRead) };
  };

  return {
    take: () => tally.take(),
    intercept: async (call, send) => {
      const answer = await send();
      const name = call.service === 's3' ? 'payloads' : nameOf(call.resource, prefix);
      const entries = entriesOf(call, answer.body);
      // A function's event source polls whether there are jobs or not.
      if (call.principal === EVENT_SOURCE && call.operation === 'ReceiveMessage' && entries === 0) return answer;
      const units = await unitsOf(call, answer, name);
      const requests = billedRequests(call, answer.body);
      const { principal, service, operation } = call;
      tally.add(
        { principal, service, operation, resource: name },
        { requests, entries, fairRequests: isFair(call) ? requests : 0, ...units },
      );
      const isWorkers = principal.startsWith('worker-');
      if (isWorkers && operation === 'DeleteMessageBatch' && answer.status === 200) onDeleted?.(entries);
      return answer;
    },
  };
}

interface WriteParameters {
  readonly TableName: string;
  readonly Key?: WireItem;
  readonly Item?: WireItem;
}

interface ReadAnswer {
  readonly Item?: WireItem;
  readonly Items?: readonly WireItem[];
}

/** Who polls the queues that invoke functions. */
export const EVENT_SOURCE = 'event-source';

const WRITES: ReadonlySet<string> = new Set(['PutItem', 'UpdateItem', 'DeleteItem']);
const READS: ReadonlySet<string> = new Set(['GetItem', 'Query']);

function tableOf(name: string): CountedTable {
  const table = TABLES[name];
  if (!table) throw new Error(`The table "${name}" is written, and its indexes are not known here`);
  return table;
}

const keyOf = ({ partitionKey, sortKey }: CountedTable, item: WireItem): WireItem =>
  Object.fromEntries(Object.entries(item).filter(([name]) => name === partitionKey || name === sortKey));

/** `table/jobs-local-jobs/index/due` → `jobs`. */
const nameOf = (resource: string, prefix: string) =>
  resource
    .replace(/^table\//, '')
    .replace(/\/index\/.*$/, '')
    .replace(`${prefix}-`, '');
