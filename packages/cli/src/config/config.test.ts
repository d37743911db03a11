import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { API_ENV, fakeApi, runCommand } from '../testing/run-command.ts';

const KEY = 'jobs_key-of-the-profile';
const NO_JOBS = () => Response.json({ jobs: [] });

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-config-'));
});
afterEach(() => rm(folder, { recursive: true }));

const env = (more: Readonly<Record<string, string>> = {}) => ({ XDG_CONFIG_HOME: folder, ...more });
const file = () => join(folder, 'async-job-queue/config.json');
const setProfile = (profile: string, url: string, input = KEY) =>
  runCommand(['config', 'set', '--profile', profile, '--base-url', url, '--api-key-stdin'], { env: env(), input });

/** Where `list` sends its request, and with which key. */
async function connectionOf(args: readonly string[] = [], more: Readonly<Record<string, string>> = {}) {
  const api = fakeApi(NO_JOBS());
  const { stderr } = await runCommand(['list', ...args], { env: env(more), fetch: api.fetch });
  return { ...api.requests[0], stderr };
}

describe('a profile', () => {
  test('is kept where only its owner can read it', async () => {
    expect(await setProfile('prod', 'https://api.example.com/v1/', `${KEY}\n`)).toMatchObject({ exit: 0, stdout: '' });
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect((await stat(join(folder, 'async-job-queue'))).mode & 0o777).toBe(0o700);
    expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({
      current: 'prod',
      profiles: { prod: { baseUrl: 'https://api.example.com', apiKey: KEY } },
    });
  });

  test('is used when it is the first, chosen, or named', async () => {
    await setProfile('dev', 'https://dev.example.com');
    await setProfile('prod', 'https://prod.example.com', 'another-key');
    expect(await connectionOf()).toMatchObject({ url: expect.stringContaining('//dev.'), apiKey: KEY });
    const prod = { url: expect.stringContaining('//prod.'), apiKey: 'another-key' };
    expect(await connectionOf(['--profile', 'prod'])).toMatchObject(prod);
    expect(await connectionOf([], { JOBS_PROFILE: 'prod' })).toMatchObject(prod);
    await runCommand(['config', 'use', 'prod'], { env: env() });
    expect(await connectionOf()).toMatchObject(prod);
  });

  test('is listed without its key, and can be forgotten', async () => {
    await setProfile('prod', 'https://api.example.com');
    const { stdout } = await runCommand(['config', 'list'], { env: env() });
    expect(stdout).toMatch(/\* +prod +https:\/\/api\.example\.com +[0-9a-f]{16}\n$/);
    const listed = await runCommand(['config', 'list', '--json'], { env: env() });
    expect(stdout + listed.stdout).not.toContain(KEY.slice(0, 8));
    expect((await runCommand(['config', 'remove', 'prod'], { env: env() })).exit).toBe(0);
    expect(await readFile(file(), 'utf8')).not.toContain(KEY);
  });

  test('that others can read is used with a warning', async () => {
    await setProfile('prod', 'https://api.example.com');
    await chmod(file(), 0o644);
    expect((await connectionOf()).stderr).toContain('Others can read your keys: chmod 600');
  });

  test('does not show its key to another API', async () => {
    await setProfile('prod', 'https://api.example.com');
    const moved = await runCommand(['config', 'set', '--profile', 'prod', '--base-url', 'https://evil.example'], {
      env: env(),
    });
    expect(moved).toMatchObject({ exit: 2, stderr: expect.stringContaining('--api-key-stdin') });
    const { url, stderr } = await connectionOf([], { JOBS_BASE_URL: 'https://evil.example' });
    expect([url, stderr]).toEqual([undefined, expect.stringContaining('not JOBS_API_KEY')]);
  });

  test.each([
    [['config', 'set', '--base-url', 'ftp://example.com', '--api-key-stdin'], 'must be like https'],
    [['config', 'set', '--base-url', 'http://example.com', '--api-key-stdin'], 'would show your key to the network'],
    [['config', 'set', '--base-url', 'https://user:pass@example.com', '--api-key-stdin'], 'must be like https'],
    [['config', 'set', '--api-key-stdin'], 'Say where the API is'],
    [['config', 'set', '--profile', '../x', '--base-url', 'https://a.example', '--api-key-stdin'], 'can be no profile'],
    [['config', 'use', 'toString'], 'There is no profile "toString"'],
    [['list', '--profile', 'nobody'], 'There is no profile "nobody", but none yet'],
  ])('%j is wrong usage', async (args, message) => {
    const ran = await runCommand(args, { env: env(), input: KEY });
    expect(ran).toMatchObject({ exit: 2, stdout: '', stderr: expect.stringContaining(message) });
  });

  test('needs a key that can be one', async () => {
    for (const key of ['', 'short', 'two lines\nof it']) {
      expect((await setProfile('prod', 'https://api.example.com', key)).exit).toBe(2);
    }
  });
});

describe('the API that is meant', () => {
  test('is that of the environment, before any profile', async () => {
    await setProfile('dev', 'https://dev.example.com');
    expect(await connectionOf([], API_ENV)).toMatchObject({
      url: 'https://api.example.com/v1/jobs?limit=20',
      apiKey: 'environment-key',
    });
    expect(await connectionOf([], { JOBS_API_KEY: 'environment-key' })).toMatchObject({
      url: expect.stringContaining('//dev.'),
      apiKey: 'environment-key',
    });
    // Who names a profile means its key too.
    expect(await connectionOf(['--profile', 'dev'], API_ENV)).toMatchObject({ apiKey: KEY });
  });

  test('is the local stack without anything, when it answers', async () => {
    const api = fakeApi(Response.json({ jobTypes: [] }), NO_JOBS());
    expect((await runCommand(['list'], { env: env(), fetch: api.fetch })).exit).toBe(0);
    expect(api.requests.map(({ url }) => url)).toEqual([
      'http://127.0.0.1:3000/v1/job-types',
      'http://127.0.0.1:3000/v1/jobs?limit=20',
    ]);
    const silent = await runCommand(['list', '--json'], { env: env() });
    expect(silent).toMatchObject({ exit: 5, stdout: '', stderr: expect.stringContaining('npm start') });
  });

  test('may be on another machine by http only if that is said', async () => {
    const insecure = { ...API_ENV, JOBS_BASE_URL: 'http://10.0.0.1' };
    expect((await connectionOf([], insecure)).stderr).toContain('--insecure-http');
    expect(await connectionOf(['--insecure-http'], insecure)).toMatchObject({
      url: expect.stringContaining('10.0.0.1'),
    });
    expect(await connectionOf([], { ...API_ENV, JOBS_BASE_URL: 'http://[::1]:3000' })).toMatchObject({
      apiKey: 'environment-key',
    });
  });
});
