import { indexUnitsOf, writeUnits, type CountedTable, type WireItem } from '@jobs/prices/dynamodb-units';
import { JOBS_TABLE } from '@jobs/shared-contracts';
import { median } from '../../report/median.ts';
import type { Used } from './cost.ts';
import type { Invocations } from './functions.ts';
import type { ItemWrite } from './count-calls.ts';
import { createTally } from './usage.ts';

/** The table of the usual diagram: jobs are listed by their status, by an index that holds all of them. */
const TABLE: CountedTable = {
  partitionKey: JOBS_TABLE.partitionKey,
  indexes: [{ name: 'status', partitionKey: 'status', sortKey: { name: 'createdAt', type: 'N' }, projection: 'ALL' }],
};

/** What any design keeps of a job. */
const KEPT = new Set([
  'jobId',
  'owner',
  'type',
  'status',
  'input',
  'result',
  'error',
  'createdAt',
  'updatedAt',
  'startedAt',
  'finishedAt',
  'expiresAt',
]);

const keptOf = (item: WireItem | undefined): WireItem | undefined =>
  item && Object.fromEntries(Object.entries(item).filter(([name]) => KEPT.has(name)));

export interface ReferenceParts {
  /** Of one of our jobs: its put, its claim and its end. */
  readonly writes: readonly ItemWrite[];
  /** Of our submissions: theirs validate and store the same. */
  readonly submissions: Pick<Invocations, 'functionName' | 'durationsMs'>;
  /** Objects in a bucket that a job writes and reads. */
  readonly objects?: { readonly puts: number; readonly gets: number };
}

/**
 * What a job costs in the design of the usual diagram: a function puts an item and sends a message; a worker receives
 * one message, sets the status to RUNNING, sets it to DONE, publishes that and deletes the message, each by a call of its
 * own. It has no heartbeats, no leases and no events but the last.
 */
export function referenceUse({ writes, submissions, objects = { puts: 0, gets: 0 } }: ReferenceParts): Used {
  const tally = createTally();
  const add = (principal: string, service: 'sqs' | 'sns' | 's3', operation: string) =>
    tally.add({ principal, service, operation, resource: 'reference' }, { requests: 1, entries: 1 });
  for (const [index, { before, after }] of writes.entries()) {
    const units = writeUnits(TABLE, { before: keptOf(before), after: keptOf(after) });
    tally.add(
      {
        principal: index === 0 ? 'submit-job' : 'worker',
        service: 'dynamodb',
        operation: index === 0 ? 'PutItem' : 'UpdateItem',
        resource: 'jobs',
      },
      { requests: 1, entries: 1, tableWriteUnits: units.table, indexWriteUnits: indexUnitsOf(units) },
    );
  }
  add('submit-job', 'sqs', 'SendMessage');
  add('worker', 'sqs', 'ReceiveMessage');
  add('worker', 'sns', 'Publish');
  add('worker', 'sqs', 'DeleteMessage');
  for (let put = 0; put < objects.puts; put += 1) add('submit-job', 's3', 'PutObject');
  for (let get = 0; get < objects.gets; get += 1) add('worker', 's3', 'GetObject');
  return {
    jobs: 1,
    usage: tally.take(),
    invocations: [{ functionName: submissions.functionName, durationsMs: [median(submissions.durationsMs)] }],
    httpRequests: 1,
    webSocketMessages: 0,
    connectionMinutes: 0,
  };
}
