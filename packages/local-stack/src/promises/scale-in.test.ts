import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createApiClient, type ApiClient } from '../demo/api-client.ts';
import { startLocalStack, type LocalStack } from '../start-local-stack.ts';

const TIME_LIMIT_MS = 60_000;

let stack: LocalStack;
let api: ApiClient;

beforeAll(async () => {
  stack = await startLocalStack({
    pollIntervalMs: 100,
    reconcileIntervalMs: 500,
    scaleInAfterMs: 500,
    shutdownGraceSeconds: 1,
  });
  api = createApiClient(stack.url, 'local-dev-key');
}, TIME_LIMIT_MS);
afterAll(() => stack.stop(), TIME_LIMIT_MS);

const tasks = () => stack.workers().flatMap((service) => service.tasks);

/** Awaits a condition of the running system; the test's own time limit ends it. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(20);
}

/** Runs until it is cancelled. */
const ENDLESS_QUERY = {
  type: 'csv-etl',
  input: {
    sources: [{ table: 'numbers', format: 'csv', from: { text: 'n\n1\n' } }],
    sql: 'SELECT count(*) FROM range(10000000) a, range(10000000) b WHERE a.range * b.range % 7 = 3',
    output: { format: 'csv' },
  },
};

describe('scale-in', () => {
  test(
    'finds a busy worker protected by the ECS agent, and stops it only once its job has ended',
    async () => {
      const { id } = await api.submit(ENDLESS_QUERY);
      const end = api.follow(id, () => {});
      await until(() => tasks().some((task) => task.protected));
      await api.cancel(id);
      expect(await end).toMatchObject({ status: 'CANCELLED', attempt: 1 });
      await until(() => tasks().length === 0);
    },
    TIME_LIMIT_MS,
  );
});
