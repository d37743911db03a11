import { createJobStore, loadJobStoreConfig } from '@jobs/job-store';
import { startStandIns, type InterceptedCall, type StandIns } from '@jobs/stand-ins';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { refusalOf } from './refusals.ts';

let standIns: StandIns;
let store: ReturnType<typeof openStore>;

let why: 'throttled' | 'away' = 'away';
const refused = new Set<InterceptedCall['service']>();

const openStore = () =>
  createJobStore(loadJobStoreConfig(standIns.environment, ['jobs', 'queues', 'events', 'payloads']));

beforeAll(async () => {
  standIns = await startStandIns({
    intercept: ({ service }) => {
      refused.add(service);
      return Promise.resolve(refusalOf(service, why));
    },
  });
  store = openStore();
});
afterAll(async () => {
  store.close();
  await standIns.stop();
});

describe.each(['throttled', 'away'] as const)('a service that is %s', (reason) => {
  test.each([
    ['dynamodb', () => store.jobs.getJob(`job_${'0'.repeat(32)}`)],
    ['sqs', () => store.queues.getDepth('text-analyze-standard')],
    ['s3', () => store.payloads.getJson('any')],
  ] as const)('is told as transient: %s', async (service, call) => {
    why = reason;
    refused.clear();
    await expect(call()).rejects.toMatchObject({ code: 'dependency-failed', transient: true });
    expect([...refused]).toEqual([service]);
  });

  test('is told as transient: sns', async () => {
    why = reason;
    const event = { id: 'job.1', type: 'job.queued', owner: 'acme', data: { type: 'text-analyze' } };
    await expect(
      store.events.publish([event as Parameters<typeof store.events.publish>[0][number]]),
    ).rejects.toMatchObject({
      code: 'publish-failed',
      transient: true,
      message: expect.stringContaining('Refused on purpose'),
    });
  });
});
