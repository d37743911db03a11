import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApiKey, hashApiKey } from '@jobs/api-handlers';
import { apiGatewayEvent } from '@jobs/api-handlers/testing';
import { buildJobFunctions } from '@jobs/bundler';
import { createJobStore, loadJobStoreConfig } from '@jobs/job-store';
import { startStandIns, type StandIns } from '@jobs/stand-ins';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { COMPILED_WITH, installRuntimeInterfaceClient } from './lambda/runtime-interface-client.ts';
import { startFunction } from './lambda/start-function.ts';
import { canRun, runProgram } from './programs.ts';

jest.setTimeout(300_000);

const ROOT = new URL('../..', import.meta.url).pathname;
const OWNER = 'acme';
const API_KEY = createApiKey();
const OPERATOR = { owner: 'platform', scopes: 'operator' };
const CONNECTION = 'connection-1';
const AT_ONCE = 3;
/** Makes the job of a schedule that another function has made. */
const AFTER_ANOTHER = 'run-schedules';

/** What the WebSocket API sends of a connection. */
const messageOf = (connectionId: string, body?: string) => ({
  body,
  isBase64Encoded: false,
  requestContext: { connectionId, requestId: 'request-1' },
});

interface Answer {
  readonly statusCode: number;
  readonly body: string;
}

const bodyOf = (answer: unknown) => JSON.parse((answer as Answer).body) as Record<string, unknown>;

(canRun('zips in Lambda’s runtime', COMPILED_WITH) ? describe : describe.skip)('under AWS’s runtime', () => {
  let client: string;
  let folder: string;
  let standIns: StandIns;
  let jobId: string;
  /** Takes every message for a connection, as API Gateway's management API does. */
  let connections: Server;
  let environment: Readonly<Record<string, string>>;

  beforeAll(async () => {
    // oxlint-disable-next-line node/no-process-env -- npm and the compiler need PATH and HOME
    client = await installRuntimeInterfaceClient(process.env);
    folder = await mkdtemp(join(tmpdir(), 'artifacts-'));
    await runProgram(process.execPath, [join(ROOT, 'scripts/build/main.ts'), '--out', folder]);
    standIns = await startStandIns();
    connections = createServer((request, response) => void request.resume().on('end', () => response.end()));
    await once(connections.listen(0, '127.0.0.1'), 'listening');
    const endpoint = `127.0.0.1:${(connections.address() as AddressInfo).port}`;
    const push = { WEBSOCKET_URL: `ws://${endpoint}`, CONNECTIONS_ENDPOINT_URL: `http://${endpoint}` };
    environment = { ...standIns.environment, ...push };
    const store = createJobStore(loadJobStoreConfig(standIns.environment, ['apiKeys']));
    await store.apiKeys.putApiKey({ keyHash: hashApiKey(API_KEY), owner: OWNER, scopes: ['jobs:read'], createdAt: 1 });
    store.close();
    const submitted = await invoke('submit-job', apiGatewayEvent('submit-job', { owner: OWNER, body: TEXT_JOB }));
    jobId = bodyOf(submitted)['id'] as string;
  });
  afterAll(async () => {
    await standIns?.stop();
    connections?.close();
    if (folder) await rm(folder, { recursive: true });
  });

  const TEXT_JOB = { type: 'text-analyze', input: { source: { text: 'To be, or not to be.' } } };

  async function invoke(name: string, event: unknown): Promise<unknown> {
    await using running = await startFunction(client, join(folder, `functions/${name}.zip`), environment);
    return await running.invoke(event);
  }

  /** One invocation of each function, and what it answers. */
  const INVOCATIONS: Readonly<Record<string, { readonly event: () => unknown; readonly answer: object }>> = {
    'submit-job': {
      event: () => apiGatewayEvent('submit-job', { owner: OWNER, body: TEXT_JOB }),
      answer: { statusCode: 202 },
    },
    'get-job': {
      event: () => apiGatewayEvent('get-job', { owner: OWNER, pathParameters: { jobId } }),
      answer: { statusCode: 200 },
    },
    'get-job-file': {
      event: () => apiGatewayEvent('get-job-file', { owner: OWNER, pathParameters: { jobId, name: 'a.txt' } }),
      answer: { statusCode: 404 },
    },
    'create-upload': {
      event: () => apiGatewayEvent('create-upload', { owner: OWNER, body: { sizeBytes: 10 } }),
      answer: { statusCode: 201 },
    },
    'list-job-types': { event: () => apiGatewayEvent('list-job-types'), answer: { statusCode: 200 } },
    'get-job-type': {
      event: () => apiGatewayEvent('get-job-type', { pathParameters: { type: 'csv-etl' } }),
      answer: { statusCode: 200 },
    },
    'get-openapi': { event: () => apiGatewayEvent('get-openapi'), answer: { statusCode: 200 } },
    'rotate-webhook-secret': {
      event: () => apiGatewayEvent('rotate-webhook-secret', { owner: OWNER }),
      answer: { statusCode: 201 },
    },
    'list-webhook-secrets': {
      event: () => apiGatewayEvent('list-webhook-secrets', { owner: OWNER }),
      answer: { statusCode: 200 },
    },
    'list-deliveries': {
      event: () => apiGatewayEvent('list-deliveries', { owner: OWNER, pathParameters: { jobId } }),
      answer: { statusCode: 200 },
    },
    'replay-delivery': {
      event: () => apiGatewayEvent('replay-delivery', { owner: OWNER, pathParameters: { jobId, webhookId: 'none' } }),
      answer: { statusCode: 404 },
    },
    'deliver-webhooks': {
      event: () => ({ Records: [{ messageId: 'malformed', body: '' }] }),
      answer: { batchItemFailures: [{ itemIdentifier: 'malformed' }] },
    },
    'create-schedule': {
      event: () => apiGatewayEvent('create-schedule', { owner: OWNER, body: { ...TEXT_JOB, rateSeconds: 60 } }),
      answer: { statusCode: 201 },
    },
    'list-schedules': { event: () => apiGatewayEvent('list-schedules', { owner: OWNER }), answer: { statusCode: 200 } },
    'get-schedule': {
      event: () => apiGatewayEvent('get-schedule', { owner: OWNER, pathParameters: { scheduleId: 'sch_none' } }),
      answer: { statusCode: 404 },
    },
    'update-schedule': {
      event: () =>
        apiGatewayEvent('update-schedule', {
          owner: OWNER,
          pathParameters: { scheduleId: 'sch_none' },
          body: { paused: true },
        }),
      answer: { statusCode: 404 },
    },
    'delete-schedule': {
      event: () => apiGatewayEvent('delete-schedule', { owner: OWNER, pathParameters: { scheduleId: 'sch_none' } }),
      answer: { statusCode: 404 },
    },
    // The one that was made a moment ago runs within a minute.
    'run-schedules': { event: () => ({}), answer: { made: 1, refused: 0, failed: 0, more: false } },
    'retry-webhooks': { event: () => ({}), answer: { sent: 0, failed: 0, more: false } },
    authorize: {
      event: () => ({ version: '2.0', type: 'REQUEST', identitySource: [API_KEY], requestContext: {} }),
      answer: { isAuthorized: true, context: { authenticated: 'true', owner: OWNER } },
    },
    'reconcile-jobs': { event: () => ({}), answer: {} },
    'redrive-dead-letters': { event: () => ({ type: 'csv-etl' }), answer: { redriven: 0, obsolete: 0, kept: 0 } },
    'list-jobs': { event: () => apiGatewayEvent('list-jobs', { owner: OWNER }), answer: { statusCode: 200 } },
    'retry-job': {
      event: () => apiGatewayEvent('retry-job', { owner: OWNER, pathParameters: { jobId } }),
      answer: { statusCode: 409 },
    },
    'get-overview': { event: () => apiGatewayEvent('get-overview', OPERATOR), answer: { statusCode: 200 } },
    'list-failures': { event: () => apiGatewayEvent('list-failures', OPERATOR), answer: { statusCode: 200 } },
    'get-any-job': {
      event: () => apiGatewayEvent('get-any-job', { ...OPERATOR, pathParameters: { jobId } }),
      answer: { statusCode: 200 },
    },
    'retry-any-job': {
      event: () => apiGatewayEvent('retry-any-job', { ...OPERATOR, pathParameters: { jobId } }),
      answer: { statusCode: 409 },
    },
    'redrive-jobs': {
      event: () => apiGatewayEvent('redrive-jobs', { ...OPERATOR, body: { type: 'csv-etl' } }),
      answer: { statusCode: 200 },
    },
    'retry-jobs': {
      event: () => apiGatewayEvent('retry-jobs', { ...OPERATOR, body: { errorCode: 'none' } }),
      answer: { statusCode: 200 },
    },
    'pause-job-type': {
      event: () =>
        apiGatewayEvent('pause-job-type', { ...OPERATOR, pathParameters: { type: 'image-transform' }, body: {} }),
      answer: { statusCode: 200 },
    },
    'resume-job-type': {
      event: () => apiGatewayEvent('resume-job-type', { ...OPERATOR, pathParameters: { type: 'image-transform' } }),
      answer: { statusCode: 200 },
    },
    'list-audit': { event: () => apiGatewayEvent('list-audit', OPERATOR), answer: { statusCode: 200 } },
    'create-connection': {
      event: () => apiGatewayEvent('create-connection', { owner: OWNER }),
      answer: { statusCode: 201 },
    },
    connect: { event: () => messageOf(CONNECTION), answer: { statusCode: 401 } },
    'push-messages': { event: () => messageOf(CONNECTION, '{"action":"ping"}'), answer: { statusCode: 200 } },
    disconnect: { event: () => messageOf(CONNECTION), answer: { statusCode: 200 } },
    'submit-batch': {
      event: () => apiGatewayEvent('submit-batch', { owner: OWNER, body: { jobs: [TEXT_JOB] } }),
      answer: { statusCode: 202 },
    },
    'list-batches': {
      event: () => apiGatewayEvent('list-batches', { owner: OWNER }),
      answer: { statusCode: 200 },
    },
    'get-batch': {
      event: () => apiGatewayEvent('get-batch', { owner: OWNER, pathParameters: { batchId: 'bat_none' } }),
      answer: { statusCode: 404 },
    },
    'list-batch-jobs': {
      event: () => apiGatewayEvent('list-batch-jobs', { owner: OWNER, pathParameters: { batchId: 'bat_none' } }),
      answer: { statusCode: 404 },
    },
    'get-batch-manifest': {
      event: () => apiGatewayEvent('get-batch-manifest', { owner: OWNER, pathParameters: { batchId: 'bat_none' } }),
      answer: { statusCode: 404 },
    },
    'cancel-batch': {
      event: () => apiGatewayEvent('cancel-batch', { owner: OWNER, pathParameters: { batchId: 'bat_none' } }),
      answer: { statusCode: 404 },
    },
    'settle-jobs': {
      event: () => ({ Records: [{ messageId: 'malformed', body: '' }] }),
      answer: { batchItemFailures: [{ itemIdentifier: 'malformed' }] },
    },
    'push-events': {
      event: () => ({ Records: [{ messageId: 'malformed', body: '' }] }),
      answer: { batchItemFailures: [{ itemIdentifier: 'malformed' }] },
    },
    'cancel-job': {
      event: () => apiGatewayEvent('cancel-job', { owner: OWNER, pathParameters: { jobId } }),
      answer: { statusCode: 200 },
    },
    'cancel-any-job': {
      event: () => apiGatewayEvent('cancel-any-job', { ...OPERATOR, pathParameters: { jobId } }),
      answer: { statusCode: 200 },
    },
  };

  const NAMES = Object.keys(INVOCATIONS);
  const answers = new Map<string, Promise<unknown>>();
  /** A function waits for most of its start, so that those to come are started with it; of another one's doing none is. */
  function answerOf(name: string): Promise<unknown> {
    const next = NAMES.slice(NAMES.indexOf(name), NAMES.indexOf(name) + AT_ONCE);
    for (const each of next.includes(AFTER_ANOTHER) ? next.slice(0, 1) : next) {
      if (answers.has(each)) continue;
      const answer = invoke(each, INVOCATIONS[each]?.event());
      // Its own test tells of it.
      answer.catch(() => {});
      answers.set(each, answer);
    }
    return answers.get(name) ?? Promise.reject(new Error(`${name} was not invoked`));
  }

  test.each(NAMES)('%s serves an invocation', async (name) => {
    expect(await answerOf(name)).toMatchObject(INVOCATIONS[name]?.answer ?? {});
  });

  test('every zip that is built has been invoked', async () => {
    const zips = (await readdir(join(folder, 'functions'))).filter((name) => name.endsWith('.zip'));
    expect(
      Object.keys(INVOCATIONS)
        .map((name) => `${name}.zip`)
        .toSorted(),
    ).toEqual(zips.toSorted());
  });

  test('the zip of a job type that is a Lambda function runs a job of it', async () => {
    const type = TEXT_JOB.type;
    await buildJobFunctions(ROOT, join(folder, 'functions/jobs'), [type]);
    const submitted = await invoke('submit-job', apiGatewayEvent('submit-job', { owner: OWNER, body: TEXT_JOB }));
    const { id } = bodyOf(submitted);
    const message = {
      messageId: 'message-1',
      receiptHandle: 'receipt-1',
      body: JSON.stringify({ jobId: id }),
      attributes: { ApproximateReceiveCount: '1' },
      eventSourceARN: `arn:aws:sqs:us-east-1:000000000000:jobs-${type}-standard`,
    };
    await using running = await startFunction(client, join(folder, `functions/jobs/${type}.zip`), {
      ...environment,
      JOB_TYPE: type,
    });
    expect(await running.invoke({ Records: [message] })).toEqual({ batchItemFailures: [] });
    const event = apiGatewayEvent('get-job', { owner: OWNER, pathParameters: { jobId: id as string } });
    expect(bodyOf(await invoke('get-job', event))).toMatchObject({ status: 'SUCCEEDED', attempt: 1 });
  });

  test('a function that lacks a variable says which when it starts', async () => {
    const { JOBS_TABLE_NAME: _, ...incomplete } = standIns.environment;
    await using running = await startFunction(client, join(folder, 'functions/get-job.zip'), incomplete);
    await expect(running.invoke({})).rejects.toThrow('JOBS_TABLE_NAME');
  });
});
