import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { dryRun } from '../deploy/commands.ts';
import { DeployError } from '../deploy/errors.ts';
import { fakeContext, type Answers } from '../deploy/fake-context.ts';
import { createApiKeyCommand, listApiKeysCommand, revokeApiKeyCommand } from './api-key-commands.ts';
import type { ApiKeyItem } from './api-key-item.ts';

const DEV = { environment: 'dev', yes: false };
const TABLE = '--region eu-central-1 --table-name jobs-dev-api-keys';

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'api-keys-test-'));
  await mkdir(join(root, 'infra/environments/dev'), { recursive: true });
  await writeFile(join(root, 'infra/environments/dev/main.tf'), '');
});
afterAll(() => rm(root, { recursive: true }));

const confirm = () => Promise.reject(new DeployError('Not confirmed'));

const run = (...args: string[]) =>
  promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', new URL('main.ts', import.meta.url).pathname, ...args],
    { env: { PATH: '' } },
  );

const keyItem = (digit: string, changes: Partial<ApiKeyItem> = {}): ApiKeyItem => ({
  keyHash: { S: digit.repeat(64) },
  owner: { S: 'acme' },
  scopes: { L: [{ S: 'jobs:read' }] },
  createdAt: { N: '1790000000000' },
  ...changes,
});
const withKeys = (...Items: readonly ApiKeyItem[]): Answers => ({ 'aws dynamodb scan': JSON.stringify({ Items }) });
const itemPut = (line = '') => JSON.parse(/--item '(.+)'$/.exec(line)?.[1] ?? '') as ApiKeyItem;

describe('a key that is created', () => {
  test('is shown once and put as its hash alone, as the authorizer reads it', async () => {
    const context = fakeContext(root);
    await createApiKeyCommand(context, { ...DEV, owner: 'acme', expiresInDays: '90' });
    const key = /^jobs_[\w-]{43}/.exec(context.said.join('\n'))?.[0] ?? '';
    expect(context.acted).toHaveLength(1);
    expect(context.acted[0]).toContain(`aws dynamodb put-item ${TABLE} --item `);
    expect(context.acted[0]).not.toContain(key);
    expect(itemPut(context.acted[0])).toEqual({
      keyHash: { S: createHash('sha256').update(key).digest('hex') },
      owner: { S: 'acme' },
      scopes: { L: [{ S: 'jobs:read' }, { S: 'jobs:write' }] },
      createdAt: { N: '1793491200000' },
      expiresAt: { N: String(1_793_491_200 + 90 * 86_400) },
    });
  });

  test('never expires unless it is said when', async () => {
    const context = fakeContext(root);
    await createApiKeyCommand(context, { ...DEV, owner: 'acme', scopes: 'admin' });
    expect(itemPut(context.acted[0])).not.toHaveProperty('expiresAt');
    expect(itemPut(context.acted[0]).scopes).toEqual({ L: [{ S: 'admin' }] });
  });

  test.each([
    ['no owner', {}, 'Say whose key'],
    ['an owner that cannot be', { owner: 'Acme Ltd' }, 'can be no owner'],
    ['a scope that does not exist', { owner: 'acme', scopes: 'jobs:read,root' }, '"root" is no scope'],
    ['no scope', { owner: 'acme', scopes: '' }, 'is no scope'],
    ['an expiry that is no number', { owner: 'acme', expiresInDays: 'soon' }, 'whole, from 1 to'],
    ['an expiry at once', { owner: 'acme', expiresInDays: '0' }, 'whole, from 1 to'],
    ['an environment that is not there', { owner: 'acme', environment: 'staging' }, 'but dev'],
  ])('is refused for %s, before anything is done', async (_, options, message) => {
    const context = fakeContext(root);
    const created = createApiKeyCommand(context, { ...DEV, ...options });
    await expect(created).rejects.toThrow(DeployError);
    await expect(created).rejects.toThrow(message);
    expect(context.acted).toEqual([]);
  });

  test('is neither shown nor put in a dry run', async () => {
    const real = fakeContext(root);
    const context = { ...real, commands: dryRun(real.commands, real.say), dryRun: true };
    await createApiKeyCommand(context, { ...DEV, owner: 'acme' });
    expect(real.acted).toEqual([]);
    expect(real.said.join('\n')).not.toMatch(/jobs_[\w-]{43}/);
  });
});

describe('the list of keys', () => {
  const answers = withKeys(
    keyItem('a', { revokedAt: { N: '1790000001000' } }),
    keyItem('b', { expiresAt: { N: '1793000000' } }),
    keyItem('c', { expiresAt: { N: '1794000000' }, createdAt: { N: '1790000000001' } }),
    keyItem('d', { owner: { S: 'zeta' } }),
  );

  test('tells which are good, revoked and expired, by owner and age', async () => {
    const context = fakeContext(root, answers);
    await listApiKeysCommand(context, DEV);
    expect(
      context.said
        .join('\n')
        .split('\n')
        .map((line) => line.replace(/ {2}.*since \S+ {2}/, ' ')),
    ).toEqual([
      `${'a'.repeat(16)} revoked 2026-09-21`,
      `${'b'.repeat(16)} expired 2026-10-26`,
      `${'c'.repeat(16)} good until 2026-11-06`,
      `${'d'.repeat(16)} good`,
    ]);
  });

  test('can be of one owner, and may be empty', async () => {
    const context = fakeContext(root, answers);
    await listApiKeysCommand(context, { ...DEV, owner: 'zeta' });
    await listApiKeysCommand(context, { ...DEV, owner: 'nobody' });
    expect(context.said).toEqual([expect.stringMatching(/^d{16} {2}zeta/), 'There are no keys']);
  });

  test('of an environment that is not deployed is refused in a sentence', async () => {
    const context = fakeContext(root, { 'aws dynamodb scan': { exit: 254, stderr: 'ResourceNotFoundException' } });
    await expect(listApiKeysCommand(context, DEV)).rejects.toThrow('deploy it first');
  });
});

describe('a key that is revoked', () => {
  test('is found by the beginning of its hash, confirmed, and marked with the time', async () => {
    const context = fakeContext(root, withKeys(keyItem('a'), keyItem('b')));
    await revokeApiKeyCommand(context, { ...DEV, keyHash: 'b'.repeat(16) });
    expect(context.confirmed).toEqual([expect.stringContaining('Revoke the key of acme')]);
    expect(context.acted).toHaveLength(1);
    expect(context.acted[0]).toContain(
      `aws dynamodb update-item ${TABLE} '--key={"keyHash":{"S":"${'b'.repeat(64)}"}}'`,
    );
    expect(context.acted[0]).toContain('attribute_exists(keyHash)');
    expect(context.acted[0]).toContain('{":now":{"N":"1793491200000"}}');
  });

  test.each([
    ['too short', 'bbbb', 'at least 12 digits'],
    ['of no key', 'c'.repeat(12), 'There is no key'],
    ['of several keys', 'b'.repeat(12), 'Several keys'],
  ])('must be told by a hash that is not %s', async (_, keyHash, message) => {
    const twin = keyItem('b', { keyHash: { S: `${'b'.repeat(63)}0` } });
    const context = fakeContext(root, withKeys(keyItem('b'), twin));
    await expect(revokeApiKeyCommand(context, { ...DEV, yes: true, keyHash })).rejects.toThrow(message);
    expect(context.acted).toEqual([]);
  });

  test('stays when the person does not confirm', async () => {
    const context = fakeContext(root, withKeys(keyItem('b')), { confirm });
    await expect(revokeApiKeyCommand(context, { ...DEV, keyHash: 'b'.repeat(64) })).rejects.toThrow('Not confirmed');
    expect(context.acted).toEqual([]);
  });
});

describe('the command line', () => {
  test('says with --help how it is used', async () => {
    expect((await run('--help')).stdout).toMatch(/^Usage: npm run api-key -- create/);
  });

  test.each([
    [[], 'Usage'],
    [['toString'], 'Usage'],
    [['list', '--all'], "Unknown option '--all'"],
    [['create', '--environment', 'dev', '--owner', 'acme'], 'AWS_REGION is not set'],
  ])('%j fails in a sentence', async (args, message) => {
    const failed = run(...args);
    await expect(failed).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining(message) });
    await expect(failed).rejects.not.toThrow('    at ');
  });
});
