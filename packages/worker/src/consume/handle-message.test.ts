import { describe, expect, test } from '@jest/globals';
import { DependencyError, type ClaimOutcome, type JobRecord, type JobTable } from '@jobs/job-store';
import { maxReceiveCount } from '@jobs/shared-contracts';
import { FakeClock } from '../testing/fake-clock.ts';
import {
  fakeJobTable,
  JOB_ID,
  fakeQueues,
  jobRecord,
  receivedMessage,
  silentLog,
  type Journal,
} from '../testing/fakes.ts';
import { testJobType } from '../testing/test-job-type.ts';
import { messageHolder } from '../testing/message-holding.ts';
import { BackOff } from './back-off.ts';
import { handleMessage, type MessageHandling } from './handle-message.ts';

const throttled = new DependencyError('DynamoDB', 'UpdateItem', true, new Error('throttled'));

function begin(table: Partial<JobTable>, changes: Partial<MessageHandling> = {}, message = receivedMessage()) {
  const journal: Journal = [];
  const clock = new FakeClock();
  const workBackOff = new BackOff(clock, () => 1, { initialMs: 1000, maxMs: 1000 });
  const retrying = { clock, random: () => 0.5, log: silentLog, givingUp: new AbortController().signal };
  const handled = handleMessage('standard', message, {
    jobs: fakeJobTable(table),
    jobType: testJobType,
    holder: messageHolder(fakeQueues(journal), clock),
    publish: (...states) => {
      journal.push(`publish ${states.map(({ status }) => status).join(' ')}`);
      return Promise.resolve();
    },
    workBackOff,
    retrying,
    random: () => 0.5,
    newClaimId: () => 'claim',
    draining: new AbortController().signal,
    log: silentLog,
    run: () => {
      journal.push('run');
      return Promise.resolve();
    },
    ...changes,
  });
  return { journal, clock, workBackOff, handled };
}

async function handle(...subject: Parameters<typeof begin>) {
  const begun = begin(...subject);
  await begun.handled;
  return begun;
}

const claiming = (outcome: ClaimOutcome): Partial<JobTable> => ({ claimJob: () => Promise.resolve(outcome) });

describe('dealing with a message', () => {
  test('a claimed job is run', async () => {
    const claim = { outcome: 'claimed', job: jobRecord(), previous: jobRecord({ status: 'QUEUED' }) } as const;
    expect((await handle(claiming(claim))).journal).toEqual(['run']);
  });

  test('a claim that took longer than a lease gives the job a fresh message, since this one may be gone', async () => {
    const claimed = { outcome: 'claimed', job: jobRecord(), previous: jobRecord({ status: 'QUEUED' }) } as const;
    const answer = Promise.withResolvers<ClaimOutcome>();
    const { journal, clock, handled } = begin({ claimJob: () => answer.promise });
    await clock.advance(testJobType.leaseSeconds * 1000);
    answer.resolve(claimed);
    await handled;
    expect(journal.filter((entry) => !entry.startsWith('hide'))).toEqual([
      `send ${testJobType.name}-standard ${JOB_ID} 0`,
      'run',
    ]);
  });

  test('a duplicate of a running job is looked at again when the lease is over', async () => {
    const { journal } = await handle(claiming({ outcome: 'leased', job: jobRecord(), remainingMs: 30_500 }));
    expect(journal).toEqual(['hide standard r1 31']);
  });

  test('a job whose message came too early is looked at again when its time has come', async () => {
    const job = jobRecord({ status: 'QUEUED', attempt: 0 });
    expect((await handle(claiming({ outcome: 'not-yet', job, remainingMs: 4200 }))).journal).toEqual([
      'hide standard r1 5',
    ]);
  });

  test('a job that ends with the claim is published with the state before, and acknowledged by its state', async () => {
    const previous = jobRecord();
    const failed = jobRecord({ status: 'FAILED' });
    expect((await handle(claiming({ outcome: 'exhausted', job: failed, previous }))).journal).toEqual([
      'publish RUNNING FAILED',
      'hide standard r1 0',
    ]);
    const cancelled = jobRecord({ status: 'CANCELLED' });
    expect((await handle(claiming({ outcome: 'cancelled', job: cancelled, previous }))).journal).toEqual([
      'publish RUNNING CANCELLED',
      'delete standard r1',
    ]);
  });

  test('the state of a job that has ended is published again before its message is acknowledged', async () => {
    const done = jobRecord({ status: 'SUCCEEDED' });
    expect((await handle(claiming({ outcome: 'not-runnable', job: done }))).journal).toEqual([
      'publish SUCCEEDED',
      'delete standard r1',
    ]);
    const failed = jobRecord({ status: 'FAILED' });
    expect((await handle(claiming({ outcome: 'not-runnable', job: failed }))).journal).toEqual([
      'publish FAILED',
      'hide standard r1 0',
    ]);
  });

  test('a message of a job that does not exist is deleted', async () => {
    expect((await handle(claiming({ outcome: 'not-found' }))).journal).toEqual(['delete standard r1']);
  });

  test('a malformed message goes to the dead-letter queue without a claim', async () => {
    const { journal } = await handle({}, {}, receivedMessage({ content: { malformed: 'no JSON' } }));
    expect(journal).toEqual(['hide standard r1 0']);
  });

  test('a job of another type is given back, and its message goes to the dead-letter queue', async () => {
    const job = jobRecord({ type: 'csv-etl' });
    const previous = { ...job, status: 'QUEUED', version: 1 } as const;
    const released = { ...job, status: 'QUEUED', version: 3 } as const;
    const { journal } = await handle({
      ...claiming({ outcome: 'claimed', job, previous }),
      releaseAttempt: () => Promise.resolve({ outcome: 'written', job: released, previous: job }),
    });
    expect(journal).toEqual(['publish QUEUED RUNNING QUEUED', 'hide standard r1 0']);
  });

  test('a message received while the worker drains goes back at once', async () => {
    const { journal } = await handle({}, { draining: AbortSignal.abort() });
    expect(journal).toEqual(['hide standard r1 0']);
  });

  test('a claim that fails leaves the message, and has the worker pause', async () => {
    const { journal, clock, workBackOff } = await handle({ claimJob: () => Promise.reject(new Error('away')) });
    expect(journal).toEqual([]);
    let over = false;
    void workBackOff.over(new AbortController().signal).then(() => (over = true));
    await clock.advance(999);
    expect(over).toBe(false);
    await clock.advance(1);
    expect(over).toBe(true);
  });

  test('a claim that a service refuses for now is tried again as the same claim, while its message stays hidden', async () => {
    const claim = { outcome: 'claimed', job: jobRecord(), previous: jobRecord({ status: 'QUEUED' }) } as const;
    const claimIds: string[] = [];
    let ids = 0;
    const { clock, handled, journal } = begin(
      {
        claimJob: (_, { claimId }) => {
          claimIds.push(claimId);
          return claimIds.length < 3 ? Promise.reject(throttled) : Promise.resolve(claim);
        },
      },
      { newClaimId: () => `claim ${(ids += 1)}` },
    );
    await clock.advance(1000);
    await handled;
    expect(journal).toEqual(['run']);
    expect(claimIds).toEqual(['claim 1', 'claim 1', 'claim 1']);
  });

  test.each(['the worker drains', 'a lease is over'])('a refused claim is given up once %s', async (when) => {
    const draining = new AbortController();
    const { clock, handled, journal } = begin(
      { claimJob: () => Promise.reject(throttled) },
      { draining: draining.signal },
    );
    if (when === 'the worker drains') draining.abort();
    else await clock.advance(testJobType.leaseSeconds * 2000);
    await handled;
    expect(journal).not.toContain('run');
  });

  test('nothing that goes wrong on the way is thrown at the poller, and the message is left', async () => {
    const claim = { outcome: 'not-runnable', job: jobRecord({ status: 'SUCCEEDED' }) } as const;
    const { journal } = await handle(claiming(claim), { publish: () => Promise.reject(new Error('gave up')) });
    expect(journal).toEqual([]);
  });
});

describe('dealing with a message that does not come again', () => {
  const last = receivedMessage({ receiveCount: maxReceiveCount(testJobType) });
  const found = async (job: JobRecord | undefined) =>
    (await handle({ getJob: () => Promise.resolve(job) }, {}, last)).journal;

  test.each(['QUEUED', 'RUNNING'] as const)('a %s job is not claimed, but gets a fresh message', async (status) => {
    expect(await found(jobRecord({ status }))).toEqual([`send standard ${JOB_ID} 0`, 'delete standard r1']);
  });

  test('a waiting job gets a fresh message also from a worker that drains', async () => {
    const table = { getJob: () => Promise.resolve(jobRecord({ status: 'QUEUED' })) };
    const { journal } = await handle(table, { draining: AbortSignal.abort() }, last);
    expect(journal).toEqual([`send standard ${JOB_ID} 0`, 'delete standard r1']);
  });

  test('the state of a job that has ended is published before the message is acknowledged by it', async () => {
    expect(await found(jobRecord({ status: 'SUCCEEDED' }))).toEqual(['publish SUCCEEDED', 'delete standard r1']);
    expect(await found(jobRecord({ status: 'FAILED' }))).toEqual(['publish FAILED', 'hide standard r1 0']);
  });

  test('a job of another type gets no further message here', async () => {
    expect(await found(jobRecord({ type: 'csv-etl', status: 'QUEUED' }))).toEqual(['hide standard r1 0']);
  });

  test('a message of a job that does not exist is deleted', async () => {
    expect(await found(undefined)).toEqual(['delete standard r1']);
  });
});
