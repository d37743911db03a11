import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isTerminal, OPERATION_IDS, type JobView } from '@jobs/shared-contracts';
import { API_EXAMPLES, LONG_JOB_ID, SLOW_JOB_ID, type ApiExample } from '@jobs/shared-contracts/api-examples';
import { startLocalStack, type LocalStack } from '../start-local-stack.ts';
import { callApi, type Api } from './call-api.ts';
import { comparableAnswer, fieldsAsIn } from './comparable-answer.ts';
import { documentFaults } from './document-faults.ts';
import { createExampleIds } from './example-ids.ts';
import { filteredEvents } from './filtered-events.ts';
import { PREPARED_JOBS } from './prepare-jobs.ts';
import { sendExample } from './send-example.ts';

const TIME_LIMIT_MS = 300_000;
const EVENTS = new URL('../../../../docs/events.md', import.meta.url);

let stack: LocalStack;
let api: Api;
beforeAll(async () => {
  stack = await startLocalStack({ pollIntervalMs: 100, shutdownGraceSeconds: 1 });
  api = { url: stack.url, key: stack.apiKeys[0]?.key ?? '' };
}, TIME_LIMIT_MS);
afterAll(() => stack.stop(), TIME_LIMIT_MS);

const ids = createExampleIds();

const translated = (value: unknown): unknown => JSON.parse(ids.translate(JSON.stringify(value)));

/** An example that shows the end of a job is sent until that is there, as clients do. */
async function answerTo(example: ApiExample) {
  const waits = example.operationId === 'get-job' && example.answer.status === 200;
  for (;;) {
    const response = await sendExample(api, example, (text) => ids.translate(text));
    const text = await response.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    if (!waits || response.status !== 200 || isTerminal((body as JobView).status)) return { response, body };
  }
}

describe('docs/api.md and the OpenAPI document', () => {
  test('show an example of every operation', () => {
    const shown = new Set(API_EXAMPLES.map(({ operationId }) => operationId));
    expect(OPERATION_IDS.filter((operationId) => !shown.has(operationId))).toEqual([]);
  });

  // In their order, since an example may name what one before it was answered.
  test.each(API_EXAMPLES.map((example) => [example.operationId, example.name, example] as const))(
    'the example %s, “%s”, is answered as it says',
    async (operationId, _, example) => {
      const { status, headers = {}, body: documented, shortened, momentary } = example.answer;
      for (const id of ids.unknownIn(JSON.stringify(example.parameters ?? {}))) {
        const prepare = PREPARED_JOBS[id];
        if (prepare) ids.set(id, await prepare(api));
      }
      const { response, body } = await answerTo(example);

      expect({ status: response.status, body }).toMatchObject({ status });
      expect(documentFaults(operationId, response, body)).toEqual([]);
      if (momentary) return;
      ids.learn(documented, body);
      const shown = Object.keys(headers).map((name) => [name, response.headers.get(name)] as const);
      const answered = { headers: Object.fromEntries(shown), body: shortened ? fieldsAsIn(documented, body) : body };
      expect(comparableAnswer(answered)).toEqual(comparableAnswer(translated({ headers, body: documented })));
    },
    TIME_LIMIT_MS,
  );
});

/** What the examples told to stop ends some time later, and is published then. */
async function stoppedJobs() {
  for (const id of [LONG_JOB_ID, SLOW_JOB_ID]) {
    let hasEnded = ids.unknownIn(id).length > 0;
    while (!hasEnded) {
      const { status } = await callApi<JobView>(api, 'GET', `/v1/jobs/${ids.translate(id)}`);
      hasEnded = isTerminal(status);
    }
  }
}

describe('docs/events.md', () => {
  test(
    'its filter policy lets through what it says, and nothing else',
    async () => {
      await stoppedJobs();
      const [, policy = ''] = /^```json\n(.*?)^```$/ms.exec(await readFile(EVENTS, 'utf8')) ?? [];
      const events = await filteredEvents(stack, api, JSON.parse(policy) as Record<string, string[]>);
      expect(events.map(({ type, data }) => [type, data.type])).toEqual([['job.succeeded', 'csv-etl']]);
    },
    TIME_LIMIT_MS,
  );
});
