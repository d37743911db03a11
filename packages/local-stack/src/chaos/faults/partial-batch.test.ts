import { expect, test } from '@jest/globals';
import type { InterceptedCall, ServiceAnswer } from '@jobs/stand-ins';
import { refuseOneEntry } from './partial-batch.ts';

const callOf = (service: 'sns' | 'sqs', body: string): InterceptedCall => ({
  principal: 'worker-text-analyze',
  service,
  operation: service === 'sns' ? 'PublishBatch' : 'SendMessageBatch',
  resource: '',
  userAgent: '',
  body,
});

/** A service that takes what it is given. */
function taking(answer: string) {
  const taken: string[] = [];
  const send = ({ body = '' } = {}): Promise<ServiceAnswer> => {
    taken.push(body);
    return Promise.resolve({ status: 200, headers: {}, body: Buffer.from(answer) });
  };
  return { taken, send };
}

test('of a batch of messages, all but one are sent, and that one is reported as refused', async () => {
  const { taken, send } = taking('{"Successful":[{"Id":"0"}]}');
  const body = JSON.stringify({ QueueUrl: 'q', Entries: [{ Id: '0' }, { Id: '1' }] });
  const answer = await refuseOneEntry(callOf('sqs', body), send, 0.9);
  expect(taken.map((text) => JSON.parse(text) as unknown)).toEqual([{ QueueUrl: 'q', Entries: [{ Id: '0' }] }]);
  expect(JSON.parse(String(answer?.body))).toEqual({
    Successful: [{ Id: '0' }],
    Failed: [expect.objectContaining({ Id: '1', SenderFault: false })],
  });
});

const entry = (number: number, id: string) => `PublishBatchRequestEntries.member.${number}.Id=${id}`;

test('of a batch of events, all but one are published, and that one is reported as refused', async () => {
  const { taken, send } = taking('<R><Successful/><Failed></Failed></R>');
  const body = ['Action=PublishBatch', entry(1, 'a'), entry(2, 'b'), entry(3, 'c')].join('&');
  const answer = await refuseOneEntry(callOf('sns', body), send, 0.5);
  expect(taken).toEqual([['Action=PublishBatch', entry(1, 'a'), entry(2, 'c')].join('&')]);
  expect(String(answer?.body)).toMatch(/<Failed><member><Id>b<\/Id>/);
});

test.each([
  { service: 'sqs', body: JSON.stringify({ Entries: [{ Id: '0' }] }) },
  { service: 'sns', body: 'PublishBatchRequestEntries.member.1.Id=a' },
] as const)('a batch of one has no part ($service)', ({ service, body }) => {
  expect(refuseOneEntry(callOf(service, body), taking('').send, 0)).toBeUndefined();
});
