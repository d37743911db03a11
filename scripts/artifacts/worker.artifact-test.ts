import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { JOB_TYPES } from '@jobs/shared-contracts';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { canRun, runProgram } from './programs.ts';
import { isAtItsEnd, startJobs, type Jobs } from './start-jobs.ts';

jest.setTimeout(180_000);

const ROOT = new URL('../..', import.meta.url).pathname;

// What the image holds, for machines that cannot run one; everything else of it is the image's test.
(canRun('the worker’s bundle', ['npm']) ? describe : describe.skip)('the worker’s bundle', () => {
  let folder: string;
  let jobs: Jobs;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bundle-'));
    await runProgram(process.execPath, [join(ROOT, 'scripts/build/main.ts'), '--out', folder]);
    // As the Dockerfile does, for this machine.
    await runProgram('npm', ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: join(folder, 'worker'),
    });
    jobs = await startJobs();
  });
  afterAll(async () => {
    await jobs[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  const start = (jobType: string) =>
    spawn(process.execPath, [join(folder, 'worker/main.mjs')], {
      env: { ...jobs.environment, PATH: '/usr/bin:/bin', JOB_TYPE: jobType },
      stdio: ['ignore', 'ignore', 'pipe'],
    });

  test.each(JOB_TYPES.map(({ name }) => name))('does a job of the type %s', async (type) => {
    const jobId = await jobs.submitExample(type);
    const worker = start(type);
    const errors = text(worker.stderr);
    const ended = new AbortController();
    const exit = once(worker, 'exit').finally(() => ended.abort());
    try {
      const job = await jobs.jobOnce(jobId, isAtItsEnd, ended.signal);
      expect({ status: job?.status, error: job?.error }).toEqual({ status: 'SUCCEEDED', error: undefined });
    } finally {
      worker.kill('SIGKILL');
      await exit;
    }
    expect(await errors).toBe('');
  });

  test('has a module for each job type', async () => {
    const modules = await readdir(join(folder, 'worker/jobs'));
    expect(modules.toSorted()).toEqual(JOB_TYPES.map(({ name }) => name).toSorted());
  });
});
