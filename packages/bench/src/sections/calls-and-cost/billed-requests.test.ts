import { describe, expect, test } from '@jest/globals';
import { billedRequests, entriesOf, isFair } from './billed-requests.ts';

const call = (service: 'sqs' | 'sns' | 'dynamodb', operation: string, body: string) => ({ service, operation, body });
const batchOf = (entries: number, bytesEach: number) =>
  JSON.stringify({ Entries: Array.from({ length: entries }, () => 'x'.repeat(bytesEach)) });
const NOTHING = Buffer.from('{}');

describe('requests as they are billed', () => {
  test('a batch of ten is one', () => {
    expect(billedRequests(call('sqs', 'SendMessageBatch', batchOf(10, 100)), NOTHING)).toBe(1);
  });

  test('each 64 KiB that are sent is one', () => {
    expect(billedRequests(call('sqs', 'SendMessageBatch', batchOf(10, 20 * 1024)), NOTHING)).toBe(4);
  });

  test('of a receive, each 64 KiB that come; one when nothing comes', () => {
    const receive = call('sqs', 'ReceiveMessage', '{}');
    expect(billedRequests(receive, NOTHING)).toBe(1);
    expect(billedRequests(receive, Buffer.alloc(65 * 1024))).toBe(2);
  });

  test('of a publish, each 64 KiB as they were before they were encoded', () => {
    const form = new URLSearchParams({ Message: '{'.repeat(63 * 1024) }).toString();
    expect(form.length).toBeGreaterThan(128 * 1024);
    expect(billedRequests(call('sns', 'PublishBatch', form), NOTHING)).toBe(1);
  });
});

describe('entries', () => {
  test.each([
    ['of a batch to a queue', call('sqs', 'DeleteMessageBatch', batchOf(7, 1)), NOTHING, 7],
    ['of one message', call('sqs', 'SendMessage', '{}'), NOTHING, 1],
    ['that a receive brings', call('sqs', 'ReceiveMessage', '{}'), Buffer.from('{"Messages":[{},{}]}'), 2],
    ['of an empty receive', call('sqs', 'ReceiveMessage', '{}'), NOTHING, 0],
    [
      'of a batch to a topic',
      call('sns', 'PublishBatch', 'PublishBatchRequestEntries.member.1.Id=0&PublishBatchRequestEntries.member.2.Id=1'),
      NOTHING,
      2,
    ],
  ])('%s', (_, asked, answer, entries) => {
    expect(entriesOf(asked, answer)).toBe(entries);
  });
});

test('a message group pays for fairness, but not on a FIFO queue', () => {
  const grouped = call('sqs', 'SendMessageBatch', '{"Entries":[{"MessageGroupId":"acme"}]}');
  expect(isFair({ ...grouped, resource: 'a-standard' })).toBe(true);
  expect(isFair({ ...grouped, resource: 'a-standard.fifo' })).toBe(false);
  expect(isFair({ ...grouped, body: '{"Entries":[{}]}', resource: 'a-standard' })).toBe(false);
});
