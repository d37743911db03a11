import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHandlers } from '@jobs/api-handlers';
import { actAs } from '@jobs/stand-ins';
import type { Context } from 'aws-lambda';
import { createApiClient, type ApiClient } from '../demo/api-client.ts';
import { readExample } from '../demo/example-requests.ts';
import { startLocalStack, type LocalStack } from '../start-local-stack.ts';

const TIME_LIMIT_MS = 60_000;

let stack: LocalStack;
let api: ApiClient;

beforeAll(async () => {
  stack = await startLocalStack({ shutdownGraceSeconds: 1 });
  api = createApiClient(stack.url, 'local-dev-key');
}, TIME_LIMIT_MS);
afterAll(() => stack.stop(), TIME_LIMIT_MS);

/** Awaits what SQS's redrive moves into the dead-letter queue; the test's own time limit ends it. */
async function deadLetters(type: string) {
  for (;;) {
    const letters = await stack.deadLetters(type);
    if (letters.length > 0) return letters;
    await pause(50);
  }
}

describe('a poison job', () => {
  test(
    'ends in the dead-letter queue with its last error on the job, and runs again when it is redriven',
    async () => {
      const request = await readExample('failing');
      const { id, type } = await api.submit(request);
      const failed = await api.follow(id, () => {});
      expect(failed).toMatchObject({ status: 'FAILED', attempt: 1, error: { attempt: 1 } });
      expect(failed.error?.message).not.toBe('');
      expect(await deadLetters(type)).toMatchObject([{ jobId: id }]);

      const redrive = createHandlers['redrive-dead-letters']({
        ...stack.environment,
        ...actAs.function('redrive-dead-letters'),
      });
      // It fails again at once; the redrive may see it come back, and leaves it.
      expect(await redrive({ type }, {} as Context)).toMatchObject({ redriven: 1, obsolete: 0 });
      const again = await api.follow(id, () => {});
      expect(again).toMatchObject({ status: 'FAILED', attempt: 2, error: { attempt: 2 } });
      expect(await deadLetters(type)).toMatchObject([{ jobId: id }]);
    },
    TIME_LIMIT_MS,
  );
});
