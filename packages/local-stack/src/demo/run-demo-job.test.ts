import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { JobView } from '@jobs/shared-contracts';
import { listenOnLoopback } from '../loopback-server.ts';
import type { DeadLetter } from '../read-dead-letters.ts';
import type { ApiClient } from './api-client.ts';
import type { DemoJob } from './demo-jobs.ts';
import { runDemoJob } from './run-demo-job.ts';

const ID = `job_${'0'.repeat(32)}`;

function view(fields: Partial<JobView>): JobView {
  const time = '2026-11-21T00:00:00.000Z';
  const base = { id: ID, type: 'csv-etl', attempt: 1, maxAttempts: 3, tags: {}, createdAt: time, updatedAt: time };
  return { ...base, version: 1, status: 'QUEUED', priority: 'standard', ...fields };
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** An API on which the job goes through these states, the last of them its end. */
function run(end: DemoJob['end'], states: readonly JobView[], deadLetters: readonly DeadLetter[] = []) {
  const cancelled: string[] = [];
  const shown: string[] = [];
  const api: ApiClient = {
    submit: async () => view({}),
    cancel: async (jobId) => {
      cancelled.push(jobId);
      return view({});
    },
    upload: async () => 'upl',
    follow: async (_, onChange) => {
      for (const state of states) await onChange(state);
      return states.at(-1) ?? view({});
    },
  };
  const context = { api, stack: { deadLetters: async () => deadLetters }, folder, signal: AbortSignal.timeout(5_000) };
  const job: DemoJob = { title: 'a-job', request: { type: 'csv-etl', input: {} }, end };
  return { cancelled, shown, lines: runDemoJob(job, context, (line) => shown.push(line)) };
}

describe('a job of the demo', () => {
  test('shows its progress and saves its result', async () => {
    const running = view({ status: 'RUNNING', attempt: 2, progress: { percent: 50, message: 'reading' } });
    const { lines, shown } = run('SUCCEEDED', [running, view({ status: 'SUCCEEDED', result: { words: 3 } })]);
    const [path = ''] = await lines;
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ words: 3 });
    expect(shown).toEqual([
      `RUNNING   ${'█'.repeat(12)}${'░'.repeat(12)}  50 %  attempt 2, reading`,
      `SUCCEEDED ${'█'.repeat(24)} 100 %`,
    ]);
  });

  test('downloads every file of its result', async () => {
    const files = await listenOnLoopback(
      createServer((request, response) => response.end(`content of ${request.url}`)),
      0,
    );
    const file = (name: string) => ({ name, url: `${files.url}/${name}`, contentType: 'text/csv', sizeBytes: 1 });
    const result = { rowCount: 2, outputs: [{ file: file('a.csv') }, { file: file('b.csv') }] };
    const paths = await run('SUCCEEDED', [view({ status: 'SUCCEEDED', result })]).lines;
    expect(paths).toEqual(['rowCount 2', join(folder, 'a-job-a.csv'), join(folder, 'a-job-b.csv')]);
    expect(await readFile(paths[2] ?? '', 'utf8')).toBe('content of /b.csv');
    await files.close();
  });

  test('that must fail is found in the dead-letter queue', async () => {
    const failed = view({ status: 'FAILED', error: { code: 'sql-error', message: 'no such column', attempt: 1 } });
    const { lines } = run('FAILED', [failed], [{ messageId: 'message-1', jobId: ID }]);
    expect(await lines).toEqual([
      'sql-error: no such column',
      `in the dead-letter queue of csv-etl: message message-1 for ${ID}`,
    ]);
  });

  test('that is to be cancelled is cancelled once, when it runs', async () => {
    const states = [view({}), view({ status: 'RUNNING' }), view({ status: 'RUNNING' }), view({ status: 'CANCELLED' })];
    const { lines, cancelled } = run('CANCELLED', states);
    expect(await lines).toEqual([`${ID} ran in attempt 1 and was cancelled`]);
    expect(cancelled).toEqual([ID]);
  });

  test('that ends otherwise is an error that says how', async () => {
    const failed = view({ status: 'FAILED', error: { code: 'x', message: 'it broke', attempt: 1 } });
    await expect(run('SUCCEEDED', [failed]).lines).rejects.toThrow(
      `${ID} should have ended SUCCEEDED, but is FAILED: it broke`,
    );
  });
});
