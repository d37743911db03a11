import { commandLine, type Commands } from './commands.ts';
import type { Context } from './context.ts';
import { CommandFailedError } from './errors.ts';

export const SHA = '0123456789abcdef0123456789abcdef01234567';
const REGISTRY = '111122223333.dkr.ecr.eu-central-1.amazonaws.com';
export const REPOSITORY_URI = `${REGISTRY}/jobs-worker`;

/** What is answered to a command that begins like the key: text, or a failure. */
export type Answers = Readonly<Record<string, string | { readonly exit: number | string; readonly stderr?: string }>>;

/** A machine and an account on which everything is as it should be. */
const GOOD: Answers = {
  'git rev-parse HEAD': SHA,
  'git status': '',
  'docker info': '28.0.0',
  'docker buildx version': 'v0.20.0',
  'docker buildx inspect': 'Name:   builder-1\nDriver: docker-container\n\nNodes:\nName:     builder-10\n',
  'terraform version': '{"terraform_version":"1.11.4"}',
  'aws sts get-caller-identity': '111122223333',
  'aws ecr describe-repositories': REPOSITORY_URI,
  'aws ecr describe-images': { exit: 254, stderr: 'An error occurred (ImageNotFoundException)' },
  'aws ecr get-login-password': 'secret',
  'terraform -chdir=infra/environments/dev output -json api_endpoint': '"https://api.example.com"',
  'terraform -chdir=infra/environments/dev output -json api_keys_table_name': '"jobs-dev-api-keys"',
};

export interface FakeContext extends Context {
  /** The commands that acted, as one would type them. */
  readonly acted: string[];
  /** The standard input of those that were given one. */
  readonly inputs: string[];
  readonly said: string[];
  /** What was asked of the person. */
  readonly confirmed: string[];
}

/** A context that does nothing and writes down what it would have done. */
export function fakeContext(root: string, answers: Answers = {}, changes: Partial<Context> = {}): FakeContext {
  const acted: string[] = [];
  const inputs: string[] = [];
  const said: string[] = [];
  const confirmed: string[] = [];
  const beginning = (of: Answers, line: string) => Object.keys(of).find((begin) => line.startsWith(begin));
  const answer = (line: string, otherwise?: string): string => {
    const found = answers[beginning(answers, line) ?? ''] ?? GOOD[beginning(GOOD, line) ?? ''] ?? otherwise;
    if (found === undefined) throw new Error(`Nobody expected: ${line}`);
    if (typeof found === 'string') return found;
    throw new CommandFailedError(line, found.exit, found.stderr);
  };
  const commands: Commands = {
    ask: async (command, args) => answer(commandLine(command, args)),
    act: async (command, args, { input } = {}) => {
      const line = commandLine(command, args);
      acted.push(line);
      if (input !== undefined) inputs.push(input);
      answer(line, '');
    },
  };
  return {
    root,
    env: { AWS_REGION: 'eu-central-1' },
    commands,
    say: (line) => said.push(line),
    confirm: async (question, expected) => {
      confirmed.push(`${question} ${expected}`);
    },
    fetch: () => Promise.reject(new Error('Nobody expected a request')),
    now: () => 1_793_491_200_000,
    dryRun: false,
    acted,
    inputs,
    said,
    confirmed,
    ...changes,
  };
}

/** An API that answers in this order, and the requests that it got. */
export function fakeApi(answers: readonly { readonly status: number; readonly body: object }[]) {
  const requests: { url: string; method: string; headers: Record<string, string>; body: unknown }[] = [];
  const left = [...answers];
  const answer = (async (url: string, init: RequestInit = {}) => {
    const headers = init.headers as Record<string, string>;
    requests.push({ url, method: init.method ?? 'GET', headers, body: init.body });
    const next = left.shift();
    if (!next) throw new Error(`Nobody expected: ${url}`);
    return new Response(JSON.stringify(next.body), { status: next.status });
  }) as typeof fetch;
  return { fetch: answer, requests };
}
