import { readdir, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from '@jobs/client';
import { startLocalStack, type LocalStack } from '@jobs/local-stack';
import type { NewWebhookSecret } from '@jobs/shared-contracts';
import { canRun, runProgram, startProgram } from './programs.ts';

const TIME_LIMIT_MS = 300_000;
const TEXT = 'To be, or not to be, that is the question.';
const ANALYZED = '10 words, language en';
const REFUSED = {
  code: 1,
  stderr: expect.stringMatching(/^validation-failed:? #\/input\/source\/text must NOT have fewer than 1 characters/),
};

let stack: LocalStack;
let environment: { readonly JOBS_URL: string; readonly JOBS_API_KEY: string };
beforeAll(async () => {
  stack = await startLocalStack({ pollIntervalMs: 100, shutdownGraceSeconds: 1 });
  environment = { JOBS_URL: stack.url, JOBS_API_KEY: stack.apiKeys[0]?.key ?? '' };
}, TIME_LIMIT_MS);
afterAll(() => stack.stop(), TIME_LIMIT_MS);

const analyze = (command: string, file: string, text: string) => runProgram(command, [file, text], environment);

describe('the quick start', () => {
  test(
    'for TypeScript prints the result, or which field is refused',
    async () => {
      expect(await analyze(process.execPath, 'submit-and-wait.ts', TEXT)).toBe(ANALYZED);
      await expect(analyze(process.execPath, 'submit-and-wait.ts', '')).rejects.toMatchObject(REFUSED);
    },
    TIME_LIMIT_MS,
  );

  test(
    'for webhooks prints the end of a job, and refuses what is not signed',
    async () => {
      const { JOBS_URL: baseUrl, JOBS_API_KEY: apiKey } = environment;
      const answer = await fetch(`${baseUrl}/v1/webhook-secrets`, { method: 'POST', headers: { 'x-api-key': apiKey } });
      const { secret } = (await answer.json()) as NewWebhookSecret;
      const receiver = startProgram('receive-webhooks.ts', { WEBHOOK_SECRET: secret, PORT: '0' });
      try {
        const [, port] = /port: (\d+)/.exec(await receiver.line(/^Listening/)) ?? [];
        const url = `http://127.0.0.1:${port}/`;
        expect((await fetch(url, { method: 'POST', body: '{"type":"job.succeeded"}' })).status).toBe(400);

        const client = createClient({ baseUrl, apiKey });
        const { id } = await client.submit('text-analyze', { source: { text: TEXT } }, { webhook: { url } });
        expect(await receiver.line(/./)).toBe(`job.succeeded ${id}`);
      } finally {
        await receiver.stop();
      }
    },
    TIME_LIMIT_MS,
  );
});

(canRun('curl', 'curl', ['--version']) ? describe : describe.skip)('the quick start for curl', () => {
  test(
    'submits a job and prints its end',
    async () => {
      const printed = await runProgram('sh', ['submit-and-wait.sh'], environment);
      expect(JSON.parse(printed)).toMatchObject({ status: 'SUCCEEDED', result: { statistics: { words: 10 } } });
    },
    TIME_LIMIT_MS,
  );
});

const hasPython = canRun('Python with requests', 'python3', ['-c', 'import requests']);
(hasPython ? describe : describe.skip)('the quick start for Python', () => {
  test(
    'prints the result, or which field is refused',
    async () => {
      expect(await analyze('python3', 'submit_and_wait.py', TEXT)).toBe(ANALYZED);
      await expect(analyze('python3', 'submit_and_wait.py', '')).rejects.toMatchObject(REFUSED);
    },
    TIME_LIMIT_MS,
  );
});

describe('docs/quick-starts.md', () => {
  test('shows each program word for word', async () => {
    const document = await readFile(new URL('../../docs/quick-starts.md', import.meta.url), 'utf8');
    const shown = new Set(Array.from(document.matchAll(/^```\w+\n(.*?)^```$/gms), ([, code]) => code));
    const here = new URL('./', import.meta.url);
    const names = (await readdir(here)).filter((name) => /^(submit|receive)\S+\.(sh|ts|py)$/.test(name));
    const programs = await Promise.all(names.map((name) => readFile(new URL(name, here), 'utf8')));
    expect(programs.length).toBeGreaterThan(0);
    expect(programs.filter((program) => !shown.has(program))).toEqual([]);
    expect(names.filter((name) => !document.includes(`examples/quick-starts/${name}`))).toEqual([]);
  });
});
