import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type ConsumedCapacity,
} from '@aws-sdk/client-dynamodb';
import { JOBS_TABLE } from '@jobs/shared-contracts';
import { isDynoxideAvailable, startStandIns, type StandIns } from '@jobs/stand-ins';
import { indexUnitsOf, readUnits, writeUnits, type WriteUnits } from './capacity.ts';
import type { WireItem } from './item-size.ts';

/** dynalite tells nothing of indexes. */
const SERVERS = [['dynalite', false], ...(isDynoxideAvailable ? [['dynoxide', true] as const] : [])] as const;

const key = { jobId: { S: 'job_1' } };
const owner = { ownerShard: { S: 'acme#1' }, createdAt: { N: '1793491200001' } };
const due = (dueAt: number) => ({ dueShard: { S: 'due#1' }, dueAt: { N: String(dueAt) } });
const text = (length: number) => ({ input: { S: 'x'.repeat(length) } });
/** One after another, of the same job. */
const STATES: readonly (readonly [string, WireItem])[] = [
  ['a new job', { ...key, ...owner, ...due(1), ...text(300) }],
  ['a change that no index holds', { ...key, ...owner, ...due(1), ...text(310) }],
  ['another due time', { ...key, ...owner, ...due(2), ...text(310) }],
  ['growth above 1 KB', { ...key, ...owner, ...due(2), ...text(1300) }],
  ['the removal from an index', { ...key, ...owner, ...text(1300) }],
  ['shrinking below 1 KB', { ...key, ...owner, ...text(10) }],
];

const unitsIn = ({ Table, GlobalSecondaryIndexes = {} }: ConsumedCapacity = {}) => ({
  table: Table?.CapacityUnits,
  indexes: Object.values(GlobalSecondaryIndexes).reduce((total, { CapacityUnits = 0 }) => total + CapacityUnits, 0),
});

describe.each(SERVERS)('what %s says that it consumed is what the rules say', (dynamodb, tellsOfIndexes) => {
  let standIns: StandIns;
  let client: DynamoDBClient;
  let TableName: string;
  beforeAll(async () => {
    standIns = await startStandIns({ dynamodb });
    const { environment } = standIns;
    TableName = environment.JOBS_TABLE_NAME;
    client = new DynamoDBClient({
      region: environment.AWS_REGION,
      endpoint: environment.AWS_ENDPOINT_URL_DYNAMODB,
      credentials: {
        accessKeyId: environment.AWS_ACCESS_KEY_ID,
        secretAccessKey: environment.AWS_SECRET_ACCESS_KEY,
      },
    });
  });
  afterAll(async () => {
    client.destroy();
    await standIns.stop();
  });

  const told = (units: WriteUnits) => ({ table: units.table, indexes: tellsOfIndexes ? indexUnitsOf(units) : 0 });
  test('of puts', async () => {
    for (const [index, [what, after]] of STATES.entries()) {
      const put = { TableName, Item: after as never, ReturnConsumedCapacity: 'INDEXES' } as const;
      const { ConsumedCapacity } = await client.send(new PutItemCommand(put));
      const expected = writeUnits(JOBS_TABLE, { before: STATES[index - 1]?.[1], after });
      expect({ what, ...unitsIn(ConsumedCapacity) }).toEqual({ what, ...told(expected) });
    }
  });

  test('of reads', async () => {
    await client.send(new PutItemCommand({ TableName, Item: { ...key, ...text(5000) } }));
    for (const ConsistentRead of [true, false]) {
      const read = { TableName, Key: key, ConsistentRead, ReturnConsumedCapacity: 'TOTAL' } as const;
      const { Item, ConsumedCapacity } = await client.send(new GetItemCommand(read));
      expect(ConsumedCapacity?.CapacityUnits).toBe(readUnits([Item as WireItem], ConsistentRead));
    }
  });

  test('of an update', async () => {
    await client.send(new PutItemCommand({ TableName, Item: { ...key, ...owner, ...due(1), ...text(1300) } }));
    const { ConsumedCapacity } = await client.send(
      new UpdateItemCommand({
        TableName,
        Key: key,
        UpdateExpression: 'SET dueAt = :dueAt',
        ExpressionAttributeValues: { ':dueAt': { N: '2' } },
        ReturnConsumedCapacity: 'INDEXES',
      }),
    );
    expect(unitsIn(ConsumedCapacity)).toEqual(told({ table: 2, indexes: { due: 2 } }));
  });
});
