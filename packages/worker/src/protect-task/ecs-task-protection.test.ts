import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { silentLog } from '../testing/fakes.ts';
import { createEcsTaskProtection } from './ecs-task-protection.ts';

describe('task protection by the ECS agent', () => {
  let server: Server;
  let uri: string;
  const requests: string[] = [];
  let answer: { status: number; body: unknown };

  beforeEach(async () => {
    requests.length = 0;
    server = createServer((request, response) => {
      void text(request).then((body) => {
        requests.push(`${request.method} ${request.url} ${body}`);
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        return response.end(JSON.stringify(answer.body));
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/task/1`;
  });

  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });

  test('it is set with its expiry, and lifted', async () => {
    const protection = createEcsTaskProtection(uri, silentLog);
    answer = { status: 200, body: { protection: { ProtectionEnabled: true, TaskArn: 'arn' } } };
    expect(await protection.protect(60)).toBe('protected');
    answer = { status: 200, body: { protection: { ProtectionEnabled: false, TaskArn: 'arn' } } };
    await protection.unprotect();
    expect(requests).toEqual([
      'PUT /task/1/task-protection/v1/state {"ProtectionEnabled":true,"ExpiresInMinutes":60}',
      'PUT /task/1/task-protection/v1/state {"ProtectionEnabled":false}',
    ]);
  });

  test.each([
    // More tasks are protected than the service is to have, as while a deployment replaces them.
    { status: 200, body: { failure: { Arn: 'arn', Reason: 'DEPLOYMENT_BLOCKED', Detail: null } } },
    { status: 200, body: { failure: { Arn: 'arn', Reason: 'TASK_NOT_VALID', Detail: '' } } },
    { status: 400, body: { error: { Code: 'ThrottlingException', Message: 'Rate exceeded' } } },
    { status: 500, body: 'no JSON object' },
  ])('a refusal is told apart ($status)', async (refusal) => {
    answer = refusal;
    expect(await createEcsTaskProtection(uri, silentLog).protect(60)).toBe('refused');
  });

  test('an agent that cannot be reached is no refusal', async () => {
    const protection = createEcsTaskProtection('http://127.0.0.1:1', silentLog);
    expect(await protection.protect(60)).toBe('unknown');
    await expect(protection.unprotect()).resolves.toBeUndefined();
  });
});
