import { afterEach, describe, expect, test } from '@jest/globals';
import type { BatchView } from '@jobs/shared-contracts';
import { createClient } from '../index.ts';
import { startServer, type Answering, type TestServer } from '../testing/http-server.ts';
import { createManualClock } from '../testing/manual-clock.ts';

const ID = `bat_${'a'.repeat(32)}`;
const batch = (pending: number): BatchView => ({
  id: ID,
  tags: {},
  status: pending === 0 ? 'COMPLETED' : 'RUNNING',
  counts: { total: 2, refused: 0, pending, succeeded: 2 - pending, failed: 0, cancelled: 0 },
  createdAt: '2026-11-01T00:00:00.000Z',
});
const JOB = { type: 'text-analyze', input: { source: { text: 'to be' } } } as const;

let server: TestServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const clock = createManualClock();
async function open(answer: Answering) {
  server = await startServer(answer);
  return createClient({ baseUrl: server.url, apiKey: 'key', random: () => 0, clock }).batches;
}

describe('batches', () => {
  test('are submitted under a key, so that a try whose answer was lost makes no second', async () => {
    const answers = [{ status: 500, body: {}, headers: { 'retry-after': '7' } }];
    const batches = await open(() => answers.shift() ?? { status: 202, body: batch(2) });
    const submitted = batches.submit([JOB, { ...JOB, after: ['#0'] }], { name: 'Two' });
    await clock.asleepFor(7000);
    clock.advance(7000);
    await submitted;
    const [first, second] = server?.requests ?? [];
    expect(JSON.parse(first?.body ?? '')).toEqual({ name: 'Two', jobs: [JOB, { ...JOB, after: ['#0'] }] });
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
  });

  test('are read, listed and cancelled', async () => {
    const batches = await open(() => ({ status: 200, body: batch(1) }));
    await batches.get(ID);
    await batches.list({ limit: 5 });
    await batches.jobs(ID, { cursor: '20' });
    await batches.cancel(ID);
    expect(server?.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /v1/batches/${ID}`,
      'GET /v1/batches?limit=5',
      `GET /v1/batches/${ID}/jobs?cursor=20`,
      `DELETE /v1/batches/${ID}`,
    ]);
  });

  test('tell where their manifest is, which a page is not shown by a redirect', async () => {
    const url = 'https://bucket.example.com/manifest.json?signature';
    const batches = await open(() => ({ status: 200, body: { url } }));
    await expect(batches.manifestUrl(ID)).resolves.toBe(url);
    expect(server?.requests.map(({ path }) => path)).toEqual([`/v1/batches/${ID}/manifest?redirect=false`]);
  });

  test('are waited for with growing pauses, and each change of their counts is told', async () => {
    const states = [batch(2), batch(2), batch(1), batch(0)];
    const batches = await open(() => ({ status: 200, body: states.shift() ?? {} }));
    const told: number[] = [];
    const ended = batches.wait(ID, { onChange: ({ counts }) => told.push(counts.pending) });
    for (const pauseMs of [500, 1000, 2000]) {
      await clock.asleepFor(pauseMs);
      clock.advance(pauseMs);
    }
    await expect(ended).resolves.toMatchObject({ status: 'COMPLETED' });
    expect(told).toEqual([2, 1, 0]);
  });
});
