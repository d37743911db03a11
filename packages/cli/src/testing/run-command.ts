import { Readable } from 'node:stream';
import { COMMANDS } from '../commands/commands.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { runCli } from '../run-cli.ts';

export interface Ran {
  readonly exit: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

interface Surroundings extends Partial<Omit<Io, 'stdin' | 'stdout' | 'stderr'>> {
  readonly input?: string;
  readonly isTty?: boolean;
}

export const NOW = Date.parse('2026-11-01T00:00:00Z');

/** Runs the command line in this process, in a world of the test's own. */
export async function runCommand(args: readonly string[], surroundings: Surroundings = {}): Promise<Ran> {
  const { input = '', isTty = false, ...changes } = surroundings;
  const written = { stdout: '', stderr: '' };
  const output = (name: keyof typeof written) => ({
    isTTY: isTty,
    write: (text: string) => (written[name] += text),
  });
  const io: Io = {
    stdin: Readable.from([input]),
    stdout: output('stdout'),
    stderr: output('stderr'),
    env: {},
    cwd: '/',
    homeDirectory: '/nowhere',
    now: () => NOW,
    fetch: () => Promise.reject(new TypeError('Nobody expected a request')),
    signal: new AbortController().signal,
    ...changes,
  };
  return { exit: await runCli(args, io, COMMANDS), ...written };
}

interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly apiKey: string | null;
  readonly body: unknown;
}

/** An API that gives these answers, one after the other, and the requests that it got. */
export function fakeApi(...answers: readonly Response[]) {
  const left = [...answers];
  const requests: SentRequest[] = [];
  const answer: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const text = await request.text();
    const body: unknown = text === '' ? undefined : JSON.parse(text);
    requests.push({ method: request.method, url: request.url, apiKey: request.headers.get('x-api-key'), body });
    return left.shift() ?? new Response('', { status: 404 });
  };
  return { fetch: answer, requests };
}

export const API_ENV = { JOBS_BASE_URL: 'https://api.example.com', JOBS_API_KEY: 'environment-key' };
