import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { execFile } from 'node:child_process';
import { afterEach, describe, expect, test } from '@jest/globals';
import { SAMPLE_JOB } from './ready-message.ts';

const TIME_LIMIT_MS = 60_000;
const SCRIPT = new URL('./main.ts', import.meta.url);

type Command = ChildProcessByStdio<null, Readable, Readable>;

const started: Command[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

function start(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', SCRIPT.pathname, ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output.text += text));
  }
  const exited = once(child, 'close') as Promise<[number | null, string | null]>;
  return { child, output, exited };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await wait(20);
}

/** The processes that a process has started: from /proc where there is one, else from ps. */
async function childrenOf(parent: number): Promise<number[]> {
  const rows =
    process.platform === 'linux'
      ? await Promise.all((await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(readStat))
      : (await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid='])).stdout.trim().split('\n');
  return rows
    .map((row) => row.trim().split(/\s+/).map(Number))
    .flatMap(([pid = 0, ppid]) => (ppid === parent ? [pid] : []));
}

async function readStat(pid: string): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return `${pid} ${/\) \S (\d+)/.exec(stat)?.[1] ?? ''}`;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Starts the stack with a job that has brought up a worker. */
async function startWithWorker() {
  const command = start(['--port', '0']);
  await until(() => command.output.text.includes('Stop with Ctrl-C'));
  const url = /API +(http\S+)/.exec(command.output.text)?.[1];
  const response = await fetch(`${url}/v1/jobs`, {
    method: 'POST',
    headers: { 'x-api-key': 'local-dev-key', 'content-type': 'application/json' },
    body: JSON.stringify(SAMPLE_JOB),
  });
  expect(response.status).toBe(202);
  const parent = command.child.pid ?? 0;
  // The process of the functions and a worker.
  await until(async () => (await childrenOf(parent)).length === 2);
  return { ...command, children: await childrenOf(parent) };
}

describe('npm start', () => {
  test('gives help', async () => {
    const { output, exited } = start(['--help']);
    expect(await exited).toEqual([0, null]);
    for (const name of ['PORT', 'DATA_DIR', 'LOCAL_API_KEYS', 'MAX_WORKERS']) expect(output.text).toContain(name);
  });

  test('says what is wrong with its options', async () => {
    const { output, exited } = start([], { PORT: 'http' });
    expect(await exited).toEqual([1, null]);
    expect(output.text).toBe('PORT must be a whole number from 0 to 65535, not "http".\nTry --help.\n');
  });

  test(
    'says that its port is in use',
    async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      const { port } = server.address() as AddressInfo;
      const { output, exited } = start([], { PORT: String(port) });
      expect(await exited).toEqual([1, null]);
      expect(output.text).toContain(`Port ${port} is in use`);
      server.close();
    },
    TIME_LIMIT_MS,
  );

  test.each(['SIGTERM', 'SIGINT'] as const)(
    'ends by %s without leaving a process behind',
    async (signal) => {
      const { child, children, exited } = await startWithWorker();
      child.kill(signal);
      expect(await exited).toEqual([0, null]);
      expect(children.filter(isAlive)).toEqual([]);
    },
    TIME_LIMIT_MS,
  );

  test(
    'takes all its processes along when it is killed outright',
    async () => {
      const { child, children, exited } = await startWithWorker();
      child.kill('SIGKILL');
      await exited;
      await until(() => !children.some(isAlive));
      expect(children).toHaveLength(2);
    },
    TIME_LIMIT_MS,
  );
});
