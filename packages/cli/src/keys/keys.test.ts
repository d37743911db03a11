import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import { startStandIns, type StandIns } from '@jobs/stand-ins';
import { NOW, runCommand } from '../testing/run-command.ts';
import { newApiKey } from './new-api-key.ts';

const DAY_MS = 86_400_000;
const TIME_LIMIT_MS = 120_000;

let standIns: StandIns;
let target: string[];
beforeAll(async () => {
  standIns = await startStandIns();
  target = ['--local', standIns.environment.AWS_ENDPOINT_URL_DYNAMODB];
}, TIME_LIMIT_MS);
afterAll(() => standIns.stop());

const create = async (...args: string[]) => {
  const { stdout } = await runCommand(['keys', 'create', '--json', ...args, ...target]);
  return JSON.parse(stdout) as { apiKey: string; keyHash: string };
};
const statesOf = async (owner: string, now = NOW) => {
  const { stdout } = await runCommand(['keys', 'list', '--owner', owner, '--json', ...target], { now: () => now });
  return (JSON.parse(stdout) as { keys: { state: string }[] }).keys.map(({ state }) => state);
};

describe('a key', () => {
  test('is known to the table by its hash alone, as the authorizer reads it', () => {
    const { apiKey, item } = newApiKey({ owner: 'acme', scopes: ['jobs:read'], now: NOW, lifeSeconds: 60 });
    expect(apiKey).toMatch(/^jobs_[\w-]{43}$/);
    expect(item).toEqual({
      keyHash: { S: createHash('sha256').update(apiKey).digest('hex') },
      owner: { S: 'acme' },
      scopes: { L: [{ S: 'jobs:read' }] },
      createdAt: { N: String(NOW) },
      expiresAt: { N: String(NOW / 1000 + 60) },
    });
    expect(newApiKey({ owner: 'acme', scopes: ['admin'], now: NOW }).item).not.toHaveProperty('expiresAt');
  });

  test('is good until it expires or is revoked', async () => {
    const { keyHash } = await create('--owner', 'zeta', '--expires-in-days', '2');
    expect(await statesOf('zeta')).toEqual(['good']);
    expect(await statesOf('zeta', NOW + 2 * DAY_MS)).toEqual(['expired']);
    expect((await runCommand(['keys', 'revoke', keyHash.slice(0, 12), '--yes', ...target])).exit).toBe(0);
    expect(await statesOf('zeta')).toEqual(['revoked']);
    // It keeps the time when that was.
    const later = await runCommand(['keys', 'revoke', keyHash, '--yes', '--json', ...target], { now: () => NOW + 1 });
    expect(JSON.parse(later.stdout)).toMatchObject({ revokedAt: new Date(NOW).toISOString() });
  });

  test('is in the audit trail when it is made and when it is revoked, by its hash and by who was at the machine', async () => {
    const dynamoDb = new DynamoDBClient({
      endpoint: standIns.environment.AWS_ENDPOINT_URL_DYNAMODB,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
    const { keyHash } = await create('--owner', 'theta');
    const later = { now: () => NOW + 1, env: { USER: 'ada' } };
    await runCommand(['keys', 'revoke', keyHash, '--yes', ...target], later);
    const { Items = [] } = await dynamoDb.send(new ScanCommand({ TableName: standIns.environment.AUDIT_TABLE_NAME }));
    dynamoDb.destroy();
    const entries = Items.filter(({ target: of }) => of?.S === keyHash.slice(0, 16));
    const summaries = entries.map(({ actor, action, outcome }) => `${actor?.S} ${action?.S} ${outcome?.S}`);
    expect(new Set(summaries)).toEqual(new Set(['aws-principal api-key.create done', 'cli:ada api-key.revoke done']));
  });

  test('is not revoked without an answer', async () => {
    const { keyHash } = await create('--owner', 'eta');
    expect(await runCommand(['keys', 'revoke', keyHash, ...target])).toMatchObject({ exit: 2 });
    expect(await statesOf('eta')).toEqual(['good']);
  });

  test.each([
    [['create'], 2, 'Say whose key it is'],
    [['create', '--owner', 'Acme Ltd'], 2, 'can be no owner'],
    [['create', '--owner', 'acme', '--scopes', 'jobs:read,root'], 2, '"root" is no scope'],
    [['create', '--owner', 'acme', '--scopes', ''], 2, 'is no scope'],
    [['create', '--owner', 'acme', '--expires-in-days', '0'], 2, 'whole number from 1 to'],
    [['create', '--owner', 'acme', '--expires-in-days', 'soon'], 2, 'whole number from 1 to'],
    [['revoke', 'abc'], 2, 'at least 12 digits'],
    [['revoke', '0'.repeat(12)], 1, 'There is no key'],
    [['list', '--environment', 'dev'], 2, 'Say whose keys'],
  ])('%j ends with %i', async (args, exit, message) => {
    expect(await runCommand(['keys', ...args, ...target])).toMatchObject({
      exit,
      stdout: '',
      stderr: expect.stringContaining(message),
    });
  });

  test('of neither an environment nor a local stack is wrong usage, and so is an environment that can not be', async () => {
    expect((await runCommand(['keys', 'list'])).exit).toBe(2);
    expect((await runCommand(['keys', 'list', '--environment', '../prod'])).exit).toBe(2);
  });
});
