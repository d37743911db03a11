import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { STAGES } from './steps/chapters.ts';

const TIME_LIMIT_MS = 420_000;
const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tour-test-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Of the tour's own: programs that it runs may keep a cache. */
const leftovers = async () => (await readdir(folder)).filter((name) => name.startsWith('job-queue-tour-'));

function start(...args: string[]) {
  const tour = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], {
    // What it looks for programs with, and nothing else.
    // oxlint-disable-next-line node/no-process-env -- it runs npm and tar
    env: { PATH: process.env['PATH'], TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { tour, ended: once(tour, 'exit') as Promise<[number | null]> };
}

async function run(...args: string[]) {
  const { tour, ended } = start(...args);
  const [stdout, stderr, [code]] = await Promise.all([text(tour.stdout), text(tour.stderr), ended]);
  return { stdout, stderr, code };
}

test('tells what it does, and starts nothing, when it is asked for help', async () => {
  expect((await run('--help')).stdout).toContain('Usage: npm run demo -- --tour');
  expect(await leftovers()).toEqual([]);
});

test(
  'shows every feature, each of which does as it should, and leaves nothing behind',
  async () => {
    const { stdout, stderr, code } = await run();
    // All at once, so that what went wrong is told.
    expect({ stderr, failures: stdout.match(/^ *✗.*$/gm), code }).toEqual({ stderr: '', failures: null, code: 0 });
    const steps = STAGES.flat().flatMap((chapter) => chapter.steps);
    expect(stdout.match(/^ *\d+ {2}.+(?= {2}\(docs\/)/gm)).toEqual(
      steps.map(({ title }, index) => `${String(index + 1).padStart(3)}  ${title}`),
    );
    expect(stdout).toContain('All went as it should');
    expect(await leftovers()).toEqual([]);
  },
  TIME_LIMIT_MS,
);

test(
  'ends when it is told to, and leaves no copy behind',
  async () => {
    const { tour, ended } = start();
    await once(tour.stdout, 'data');
    tour.kill('SIGTERM');
    expect(await ended).toEqual([130, null]);
    expect(await leftovers()).toEqual([]);
  },
  TIME_LIMIT_MS,
);
