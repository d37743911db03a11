import { beforeEach, describe, expect, test } from '@jest/globals';
import type { WireItem } from '@jobs/prices/dynamodb-units';
import type { InterceptedCall } from '@jobs/stand-ins';
import { countCalls, EVENT_SOURCE } from './count-calls.ts';
import { sumUsage } from './usage.ts';

const JOB = { jobId: { S: 'job_1' } };
const due = (dueAt: number): WireItem => ({ ...JOB, dueShard: { S: 'due#1' }, dueAt: { N: String(dueAt) } });

let stored: WireItem | undefined;
let deleted = 0;
let counter: ReturnType<typeof countCalls>;
beforeEach(() => {
  stored = undefined;
  deleted = 0;
  counter = countCalls({
    prefix: 'bench',
    readItem: async () => stored,
    onDeleted: (messages) => {
      deleted += messages;
    },
  });
});

const jobsCall = (operation: string, parameters: object): InterceptedCall => ({
  principal: 'worker-a',
  userAgent: '',
  service: 'dynamodb',
  operation,
  resource: 'table/bench-jobs',
  body: JSON.stringify({ TableName: 'bench-jobs', ...parameters }),
});
const queueCall = (operation: string, parameters: object, principal = 'worker-a'): InterceptedCall => ({
  ...jobsCall(operation, parameters),
  principal,
  service: 'sqs',
  resource: 'bench-a-standard',
});
const send = (call: InterceptedCall, body: object = {}, status = 200) =>
  counter.intercept(call, async () => ({ status, headers: {}, body: Buffer.from(JSON.stringify(body)) }));

/** Writes the item by a put, or by an update of it. */
async function write(item: WireItem, operation = 'PutItem') {
  stored = item;
  await send(jobsCall(operation, operation === 'PutItem' ? { Item: item } : { Key: JOB }));
}

describe('writes', () => {
  test('are counted by the item as the write before left it, and as it is afterwards', async () => {
    await write(due(1));
    expect(sumUsage(counter.take())).toMatchObject({ calls: 1, tableWriteUnits: 1, indexWriteUnits: 1 });
    await write(due(2), 'UpdateItem');
    expect(sumUsage(counter.take())).toMatchObject({ calls: 1, tableWriteUnits: 1, indexWriteUnits: 2 });
    await write({ ...due(2), input: { S: 'x'.repeat(1500) } }, 'UpdateItem');
    expect(sumUsage(counter.take())).toMatchObject({ calls: 1, tableWriteUnits: 2, indexWriteUnits: 0 });
  });

  test('that are refused cost the item that is there, and no index', async () => {
    await write({ ...due(1), input: { S: 'x'.repeat(1500) } });
    counter.take();
    await send(jobsCall('UpdateItem', { Key: JOB }), { __type: 'ConditionalCheckFailedException' }, 400);
    expect(sumUsage(counter.take())).toMatchObject({ calls: 1, tableWriteUnits: 2, indexWriteUnits: 0 });
  });

  test('that fail otherwise cost nothing', async () => {
    await send(jobsCall('UpdateItem', { Key: JOB }), { __type: 'ThrottlingException' }, 400);
    expect(sumUsage(counter.take())).toMatchObject({ calls: 1, tableWriteUnits: 0 });
  });

  test('of a kind that has no rule are not passed over', async () => {
    await expect(send(jobsCall('TransactWriteItems', {}))).rejects.toThrow('no rule');
  });
});

test('reads are counted by what they find, and by whether they are consistent', async () => {
  await send(jobsCall('GetItem', { Key: JOB, ConsistentRead: true }), { Item: due(1) });
  await send(jobsCall('Query', {}), { Items: [due(1), due(2)] });
  expect(sumUsage(counter.take())).toMatchObject({ calls: 2, readUnits: 1.5 });
});

test('it tells of the messages that workers have deleted, and of nobody else’s', async () => {
  const parameters = { Entries: [{ Id: '0' }, { Id: '1' }] };
  await send(queueCall('DeleteMessageBatch', parameters));
  await send(queueCall('DeleteMessageBatch', parameters, EVENT_SOURCE));
  expect(deleted).toBe(2);
});

test('a worker’s empty receive counts, and that of a function’s event source does not', async () => {
  await send(queueCall('ReceiveMessage', {}));
  await send(queueCall('ReceiveMessage', {}, EVENT_SOURCE));
  expect(counter.take()).toMatchObject([{ principal: 'worker-a', calls: 1, entries: 0 }]);
});
