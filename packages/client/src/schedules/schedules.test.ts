import { afterEach, describe, expect, test } from '@jest/globals';
import type { ScheduleView } from '@jobs/shared-contracts';
import { createClient } from '../index.ts';
import { startServer, type Answering, type TestServer } from '../testing/http-server.ts';

const ID = `sch_${'a'.repeat(32)}`;
const TIME = '2026-11-01T00:00:00.000Z';
const SCHEDULE: ScheduleView = {
  id: ID,
  type: 'text-analyze',
  tags: {},
  rateSeconds: 60,
  overlap: 'skip',
  catchUp: 'last',
  paused: false,
  nextRuns: [TIME],
  waitingRuns: 0,
  createdAt: TIME,
  updatedAt: TIME,
};
const TEXT = { source: { text: 'to be' } };

let server: TestServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function open(answer: Answering) {
  server = await startServer(answer);
  return createClient({ baseUrl: server.url, apiKey: 'key', random: () => 0 }).schedules;
}

const sent = () =>
  server?.requests.map(({ method, path, body }) => ({
    method,
    path,
    ...(body && { body: JSON.parse(body) as unknown }),
  }));

describe('schedules', () => {
  test('are made, read, changed and deleted', async () => {
    const schedules = await open(() => ({ status: 200, body: SCHEDULE }));
    await expect(schedules.create('text-analyze', TEXT, { rateSeconds: 60 })).resolves.toEqual(SCHEDULE);
    await expect(schedules.get(ID)).resolves.toEqual(SCHEDULE);
    await schedules.update(ID, { paused: true });
    await schedules.delete(ID);
    const path = `/v1/schedules/${ID}`;
    expect(sent()).toEqual([
      { method: 'POST', path: '/v1/schedules', body: { type: 'text-analyze', input: TEXT, rateSeconds: 60 } },
      { method: 'GET', path },
      { method: 'PATCH', path, body: { paused: true } },
      { method: 'DELETE', path },
    ]);
  });

  test('are tried out without being made', async () => {
    const { id: _id, ...preview } = SCHEDULE;
    const schedules = await open(() => ({ status: 200, body: preview }));
    await expect(schedules.preview('text-analyze', TEXT, { rateSeconds: 60 })).resolves.toEqual(preview);
    expect(sent()).toEqual([
      {
        method: 'POST',
        path: '/v1/schedules',
        body: { type: 'text-analyze', input: TEXT, rateSeconds: 60, dryRun: true },
      },
    ]);
  });

  test('are listed', async () => {
    const schedules = await open(() => ({ status: 200, body: { schedules: [SCHEDULE] } }));
    await expect(schedules.list()).resolves.toEqual([SCHEDULE]);
  });

  test('are not made twice after an answer that was lost', async () => {
    const schedules = await open(() => ({ status: 503, body: {} }));
    await expect(schedules.create('text-analyze', TEXT, { rateSeconds: 60 })).rejects.toThrow('503');
    expect(server?.requests).toHaveLength(1);
  });
});
