/** The command line as a process, against the real API, workers and storage, all on this machine. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readExample } from '@jobs/local-stack/example-requests';
import { startLocalStack, type LocalStack } from '@jobs/local-stack';

const TIME_LIMIT_MS = 300_000;
const MAIN = new URL('main.ts', import.meta.url).pathname;
const EXAMPLES = new URL('../../../examples/', import.meta.url).pathname;
const JOB_ID = /^job_[0-9a-f]{32}$/;

let stack: LocalStack;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-test-'));
  stack = await startLocalStack({ pollIntervalMs: 100, shutdownGraceSeconds: 1 });
}, TIME_LIMIT_MS);
afterAll(async () => {
  await stack.stop();
  await rm(folder, { recursive: true });
}, TIME_LIMIT_MS);

const environment = (key = stack.apiKeys[0]?.key ?? '') => ({
  PATH: process.env['PATH'] ?? '', // oxlint-disable-line node/no-process-env -- for the shell of one test
  JOBS_BASE_URL: stack.url,
  JOBS_API_KEY: key,
  XDG_CONFIG_HOME: folder,
});

function start(args: readonly string[], env: Readonly<Record<string, string>> = environment()) {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', MAIN, ...args], { cwd: folder, env });
}

async function run(args: readonly string[], { input = '', env = environment() } = {}) {
  const child = start(args, env);
  child.stdin.on('error', () => {}).end(input);
  const exited = once(child, 'close') as Promise<[number | null]>;
  const [stdout, stderr, [exit]] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  return { exit, stdout, stderr, json: () => JSON.parse(stdout) as unknown };
}

const submitText = (...more: string[]) =>
  run(['submit', 'text-analyze', '--set', 'source.text=It was not amused.', ...more]);

/** A query that runs until it is cancelled. */
async function submitEndless(): Promise<string> {
  const input = {
    sources: [{ table: 'numbers', format: 'csv', from: { text: 'n\n1\n2\n3\n' } }],
    sql: 'SELECT sum(a.range * b.range + n) AS total FROM range(10000000) a, range(10000000) b, numbers',
    output: { format: 'csv' },
  };
  const { stdout } = await run(['submit', 'csv-etl', '--input', '-'], { input: JSON.stringify(input) });
  return stdout.trim();
}

describe('the command line', () => {
  test(
    'submits a job, watches it to its end, and shows it',
    async () => {
      const submitted = await submitText('--tag', 'team=a');
      expect(submitted).toMatchObject({ exit: 0, stderr: '' });
      const id = submitted.stdout.trim();
      expect(id).toMatch(JOB_ID);

      const watched = await run(['watch', id, '--json']);
      const states = watched.stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { status: string; id: string });
      expect(watched.exit).toBe(0);
      expect(states.at(-1)).toMatchObject({ id, status: 'SUCCEEDED' });

      const shown = await run(['get', id, '--input', '--json']);
      expect(shown.json()).toMatchObject({
        id,
        tags: { team: 'a' },
        input: { source: { text: 'It was not amused.' } },
        result: { language: { code: 'en' } },
      });
      const listed = await run(['list', '--type', 'text-analyze', '--json']);
      expect(listed.json()).toMatchObject({ jobs: expect.arrayContaining([expect.objectContaining({ id })]) });
    },
    TIME_LIMIT_MS,
  );

  test(
    'uploads files, waits, prints the result alone, and downloads what the job made',
    async () => {
      const { input } = await readExample('image-transform');
      await writeFile(join(folder, 'input.json'), JSON.stringify(input));
      const waited = await run([
        'submit',
        'image-transform',
        '--input',
        'input.json',
        '--file',
        `image=${EXAMPLES}photo.jpg`,
        '--watch',
      ]);
      expect(waited).toMatchObject({ exit: 0 });
      expect(waited.stderr).toMatch(/^Uploaded photo\.jpg, \d+ bytes\nSubmitted job_/);
      const result = waited.json() as { outputs: { file: { name: string } }[] };
      const id = /Submitted (\S+)/.exec(waited.stderr)?.[1] ?? '';
      expect((await run(['get', id, '--download', 'made'])).exit).toBe(0);
      expect((await readdir(join(folder, 'made'))).toSorted()).toEqual(
        result.outputs.map(({ file }) => file.name).toSorted(),
      );
      const again = await run(['get', id, '--download', 'made', '--json']);
      expect(again).toMatchObject({ exit: 1, stdout: '', stderr: expect.stringContaining('is there already') });
    },
    TIME_LIMIT_MS,
  );

  test(
    'ends with 3 for a job that failed, which operators then see and redrive',
    async () => {
      const { input } = await readExample('failing');
      const failed = await run(['submit', 'csv-etl', '--input', '-', '--wait', '--json'], {
        input: JSON.stringify(input),
      });
      expect(failed).toMatchObject({ exit: 3, stderr: expect.stringContaining('sql-error') });
      const { id } = failed.json() as { id: string };

      const letters = await run(['dead-letters', '--type', 'csv-etl', '--json']);
      expect(letters.json()).toMatchObject({ jobs: [{ id, owner: 'local' }] });
      expect((await run(['dead-letters', '--group-by', 'error'])).stdout).toMatch(/1 +csv-etl +sql-error/);
      expect((await run(['redrive', 'csv-etl'])).exit).toBe(2);

      // SQS moves the message by itself, in its own time.
      let outcome: unknown;
      do {
        outcome = (await run(['redrive', 'csv-etl', '--yes', '--json'])).json();
      } while ((outcome as { redriven: number }).redriven === 0);
      // It fails again at once, and may be back before the redrive has ended, which keeps it then.
      expect(outcome).toMatchObject({ redriven: 1, obsolete: 0 });
      expect((await run(['watch', id])).exit).toBe(3);
      const retried = await run(['retry', id, '--json']);
      expect(retried.json()).toMatchObject([{ id, status: 'QUEUED' }]);
      expect((await run(['overview', '--json'])).json()).toMatchObject({ jobTypes: expect.any(Array) });
    },
    TIME_LIMIT_MS,
  );

  test(
    'leaves a job that runs to itself at Ctrl-C, and ends with 4 once it is cancelled',
    async () => {
      const id = await submitEndless();
      const watching = start(['watch', id]);
      const [first] = (await once(watching.stdout, 'data')) as [Buffer];
      expect(String(first)).toContain(id);
      watching.kill('SIGINT');
      const stderr = text(watching.stderr);
      expect(await once(watching, 'close')).toEqual([130, null]);
      expect(await stderr).toContain('The job goes on');

      const cancelled = await run(['cancel', id, '--json']);
      expect(cancelled).toMatchObject({ exit: 0, stderr: '' });
      expect(cancelled.json()).toMatchObject([{ id }]);
      expect(await run(['watch', id])).toMatchObject({ exit: 4, stderr: `${id} was cancelled\n` });
      expect((await run(['purge', id, '--json'])).json()).toMatchObject([{ id, status: 'CANCELLED' }]);
      expect(await run(['get', id])).toMatchObject({ exit: 1, stderr: expect.stringContaining('There is no job') });
    },
    TIME_LIMIT_MS,
  );

  test(
    'makes keys that work, lists them by their hashes, and revokes them',
    async () => {
      const target = ['--local', stack.environment['AWS_ENDPOINT_URL_DYNAMODB'] ?? ''];
      const create = async () => {
        const created = await run(['keys', 'create', '--owner', 'acme', '--json', ...target]);
        return created.json() as { apiKey: string; keyHash: string };
      };
      const [used, unused] = [await create(), await create()];
      expect(await run(['list', '--json'], { env: environment(used.apiKey) })).toMatchObject({
        exit: 0,
        stdout: '{"jobs":[]}\n',
      });
      expect((await run(['overview'], { env: environment(used.apiKey) })).exit).toBe(1);

      // The gateway remembers a key that it has seen: only the other is refused at once.
      expect((await run(['keys', 'revoke', unused.keyHash.slice(0, 16), '--yes', ...target])).exit).toBe(0);
      const listed = await run(['keys', 'list', '--owner', 'acme', '--json', ...target]);
      expect(listed.stdout).not.toContain(used.apiKey);
      expect((listed.json() as { keys: unknown[] }).keys).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ keyHash: used.keyHash, state: 'good' }),
          expect.objectContaining({ keyHash: unused.keyHash, state: 'revoked' }),
        ]),
      );
      const refused = await run(['list', '--json'], { env: environment(unused.apiKey) });
      expect(refused).toMatchObject({ exit: 1, stdout: '', stderr: expect.stringContaining('trace') });
    },
    TIME_LIMIT_MS,
  );

  test(
    'shows job types, and inputs to begin with',
    async () => {
      expect((await run(['types'])).stdout).toContain('text-analyze');
      expect((await run(['types', 'csv-etl', '--json'])).json()).toMatchObject({ inputSchema: { type: 'object' } });
      const example = await run(['types', 'csv-etl', '--example']);
      expect(example.json()).toEqual((await readExample('csv-etl')).input);
    },
    TIME_LIMIT_MS,
  );

  test(
    'says what is wrong on stderr alone, by exit codes',
    async () => {
      const wrongInput = await run(['submit', 'text-analyze', '--set', 'source.txt=Hello', '--json']);
      expect(wrongInput).toMatchObject({ exit: 1, stdout: '', stderr: expect.stringContaining('#/input/source/txt') });
      expect(await run(['get', `job_${'0'.repeat(32)}`])).toMatchObject({ exit: 1, stdout: '' });
      expect(await run(['submit', 'text-analyze', '--input', 'nowhere.json'])).toMatchObject({ exit: 2, stdout: '' });
      const nobody = { ...environment(), JOBS_BASE_URL: 'http://127.0.0.1:9' };
      expect(await run(['types'], { env: nobody })).toMatchObject({ exit: 5, stdout: '' });
    },
    TIME_LIMIT_MS,
  );

  test(
    'ends quietly when nobody reads on',
    async () => {
      const command = `"${process.execPath}" --disable-warning=ExperimentalWarning "${MAIN}" --help | true`;
      const shell = spawn('sh', ['-c', command], { env: environment() });
      const stderr = text(shell.stderr);
      expect(await once(shell, 'close')).toEqual([0, null]);
      expect(await stderr).toBe('');
    },
    TIME_LIMIT_MS,
  );
});
