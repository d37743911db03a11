import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startStandIns, type StandIns } from '@jobs/stand-ins';
import type { JobTable } from '../../port/job-table.ts';
import { newJob } from '../../testing/new-job.ts';
import { createJobStore } from '../create-job-store.ts';
import { loadJobStoreConfig } from '../load-job-store-config.ts';

/** Stands between the SDK and DynamoDB: does what it is told to, but loses the answer of the next write that is made. */
interface LossyProxy {
  readonly server: Server;
  loseNextAnswer(): void;
  readonly lostAnswers: () => number;
}

const isRead = (headers: IncomingHttpHeaders) => String(headers['x-amz-target']).endsWith('GetItem');

function createLossyProxy(target: string): LossyProxy {
  let toLose = 0;
  let lost = 0;
  const server = createServer((request, response) => {
    const forward = async () => {
      const { host: _host, 'content-length': _length, connection: _connection, ...headers } = request.headers;
      const answer = await fetch(target, {
        method: 'POST',
        headers: headers as Record<string, string>,
        body: new Uint8Array(await buffer(request)),
      });
      const body = Buffer.from(await answer.arrayBuffer());
      const isWritten = answer.status === 200 && !isRead(headers);
      if (toLose > 0 && isWritten) {
        toLose--;
        lost++;
        request.socket.destroy();
      } else {
        response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
      }
    };
    void forward();
  });
  return { server, loseNextAnswer: () => (toLose = 1), lostAnswers: () => lost };
}

describe('when the answer of a write is lost and the SDK sends it again', () => {
  let standIns: StandIns;
  let proxy: LossyProxy;
  let store: { readonly jobs: JobTable; close(): void };

  beforeAll(async () => {
    standIns = await startStandIns();
    proxy = createLossyProxy(standIns.environment.AWS_ENDPOINT_URL_DYNAMODB);
    proxy.server.listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    const { port } = proxy.server.address() as AddressInfo;
    const env = { ...standIns.environment, AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}` };
    store = createJobStore(loadJobStoreConfig(env, ['jobs']));
  });
  afterAll(async () => {
    store.close();
    proxy.server.close();
    proxy.server.closeAllConnections();
    await standIns.stop();
  });

  const losingTheAnswer = async <T>(write: () => Promise<T>): Promise<T> => {
    const before = proxy.lostAnswers();
    proxy.loseNextAnswer();
    const outcome = await write();
    expect(proxy.lostAnswers()).toBe(before + 1);
    return outcome;
  };

  test('every write is recognised as the caller’s own, and made once', async () => {
    const { jobs } = store;
    const job = newJob();
    const attempt = { jobId: job.jobId, attempt: 1, attempts: [] };
    const claim = { claimId: 'claim', leaseDurationMs: 60_000 };

    expect(await losingTheAnswer(() => jobs.createJob(job))).toMatchObject({ outcome: 'created' });
    expect(await losingTheAnswer(() => jobs.claimJob(job.jobId, claim))).toMatchObject({
      outcome: 'claimed',
      previous: { status: 'QUEUED', version: 1, attempt: 0 },
      job: { attempt: 1 },
    });
    expect(await losingTheAnswer(() => jobs.extendLease(attempt, { leaseDurationMs: 60_000 }))).toMatchObject({
      outcome: 'held',
    });
    expect(await losingTheAnswer(() => jobs.failAttempt(attempt, { code: 'boom', message: 'Boom' }))).toMatchObject({
      outcome: 'written',
      previous: { status: 'RUNNING', version: 2 },
    });
    expect(await losingTheAnswer(() => jobs.retryFailedJob(job.jobId, 1))).toMatchObject({
      outcome: 'queued',
      previous: { status: 'FAILED', version: 3 },
    });
    expect(await losingTheAnswer(() => jobs.requestCancel(job.jobId, job.owner))).toMatchObject({
      outcome: 'cancelled',
      previous: { status: 'QUEUED', version: 4 },
    });
    expect(await jobs.getJob(job.jobId)).toMatchObject({ status: 'CANCELLED', version: 5, attempt: 1 });
  });

  test('whoever cancels the job of a dead worker knows the state that this worker may not have published', async () => {
    const job = newJob();
    await store.jobs.createJob(job);
    await store.jobs.claimJob(job.jobId, { claimId: 'dead', leaseDurationMs: -1 });
    await store.jobs.requestCancel(job.jobId, job.owner);
    const claim = { claimId: 'next', leaseDurationMs: 60_000 };
    expect(await losingTheAnswer(() => store.jobs.claimJob(job.jobId, claim))).toMatchObject({
      outcome: 'cancelled',
      previous: { status: 'RUNNING', version: 3, attempt: 1 },
      job: { status: 'CANCELLED', version: 4 },
    });
  });

  test('the state before a first attempt has no start', async () => {
    const job = newJob();
    await store.jobs.createJob(job);
    const claim = await losingTheAnswer(() => store.jobs.claimJob(job.jobId, { claimId: 'c', leaseDurationMs: 1000 }));
    expect(claim).not.toHaveProperty('previous.startedAt');
    expect(claim).not.toHaveProperty('previous.leaseExpiresAt');
    expect(claim).not.toHaveProperty('previous.claimId');
  });
});
