import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startEcsAgent, type EcsAgent } from './start-ecs-agent.ts';
import { createTaskProtections, type TaskProtections } from './task-protection.ts';

const STATE = '/task-protection/v1/state';

let now: number;
let protections: TaskProtections;
let agent: EcsAgent;

beforeEach(async () => {
  now = Date.UTC(2026, 0, 1);
  protections = createTaskProtections(() => now);
  agent = await startEcsAgent(protections);
  protections.add('task-1');
});
afterEach(() => agent.close());

async function call(method: string, uri: string, body?: string) {
  const response = await fetch(uri, { method, ...(body !== undefined && { body }) });
  return { status: response.status, body: await response.json() };
}
const put = (body: unknown) => call('PUT', `${agent.uriOf('task-1')}${STATE}`, JSON.stringify(body));
const get = () => call('GET', `${agent.uriOf('task-1')}${STATE}`);

const TaskArn = 'arn:aws:ecs:local:000000000000:task/jobs-local/task-1';
const unprotected = { status: 200, body: { protection: { ProtectionEnabled: false, TaskArn } } };

describe('the task protection endpoint', () => {
  test('protects a task for so many minutes by the clock', async () => {
    expect(await get()).toEqual(unprotected);
    const answer = { protection: { ExpirationDate: '2026-01-01T01:00:00.000Z', ProtectionEnabled: true, TaskArn } };
    expect(await put({ ProtectionEnabled: true, ExpiresInMinutes: 60 })).toEqual({ status: 200, body: answer });
    now += 60 * 60_000 - 1;
    expect(protections.isProtected('task-1')).toBe(true);
    expect(await get()).toEqual({ status: 200, body: answer });
    now += 1;
    expect(protections.isProtected('task-1')).toBe(false);
    expect(await get()).toEqual(unprotected);
  });

  test('protects for two hours when no time is given, and ends it on request', async () => {
    expect(await put({ ProtectionEnabled: true })).toMatchObject({
      body: { protection: { ExpirationDate: '2026-01-01T02:00:00.000Z' } },
    });
    expect(await put({ ProtectionEnabled: false })).toEqual(unprotected);
    expect(protections.isProtected('task-1')).toBe(false);
  });

  test.each(
    [{}, { ProtectionEnabled: 'yes' }, { ProtectionEnabled: true, ExpiresInMinutes: 0 }, [1], null].map((x) => [x]),
  )('refuses %j', async (body) => {
    expect(await put(body)).toMatchObject({ status: 400, body: { error: { Code: 'InvalidParameterException' } } });
    expect(protections.isProtected('task-1')).toBe(false);
  });

  test('refuses more than 48 hours', async () => {
    expect(await put({ ProtectionEnabled: true, ExpiresInMinutes: 2881 })).toMatchObject({ status: 400 });
    expect(await put({ ProtectionEnabled: true, ExpiresInMinutes: 2880 })).toMatchObject({ status: 200 });
  });

  test('knows no task that does not run, and no other path or method', async () => {
    const notFound = { status: 404, body: { error: { Code: 'ResourceNotFoundException' } } };
    expect(await call('GET', `${agent.uriOf('task-2')}${STATE}`)).toMatchObject(notFound);
    expect(await call('GET', agent.uriOf('task-1'))).toMatchObject(notFound);
    expect(await call('POST', `${agent.uriOf('task-1')}${STATE}`, '{}')).toMatchObject({ status: 405 });
    protections.remove('task-1');
    expect(await get()).toMatchObject(notFound);
  });

  test('tells tasks apart', async () => {
    protections.add('task-2');
    await put({ ProtectionEnabled: true });
    expect(protections.isProtected('task-2')).toBe(false);
  });
});
