import { describe, expect, test } from '@jest/globals';
import type { EndOutcome, JobRecord, JobTable } from '@jobs/job-store';
import { pino } from 'pino';
import { BackOff } from '../consume/back-off.ts';
import { holdMessage } from '../consume/held-message.ts';
import { FakeClock, settle } from '../testing/fake-clock.ts';
import {
  fakeJobTable,
  fakeQueues,
  FakeRunner,
  JOB_ID,
  jobRecord,
  receivedMessage,
  silentLog,
  type Journal,
} from '../testing/fakes.ts';
import { testJobType } from '../testing/test-job-type.ts';
import { messageHolder } from '../testing/message-holding.ts';
import { runJob, type JobRunning } from './run-job.ts';

const error = { code: 'c', message: 'm' };
const failed = { kind: 'failed', failure: { kind: 'other', ...error } } as const;

interface Given {
  readonly job?: Partial<JobRecord>;
  readonly table?: Partial<JobTable>;
  readonly publish?: JobRunning['publish'];
  readonly mayRun?: boolean;
  readonly freeSlot?: (journal: Journal) => void;
  /** When the job was queued last, by the store's clock; that of its claim is `updatedAt` of `job`. */
  readonly queuedAt?: number;
}

/** Writes every end down in the journal, and answers with the job in that state. */
function endings(journal: Journal, previous: JobRecord): Partial<JobTable> {
  const end = (name: string, status: JobRecord['status']) => () => {
    journal.push(name);
    const job = { ...previous, status, version: previous.version + 1 };
    return Promise.resolve({ outcome: 'written', job, previous } satisfies EndOutcome);
  };
  return {
    extendLease: () => Promise.resolve({ outcome: 'held', cancelRequested: false }),
    succeedAttempt: end('succeed', 'SUCCEEDED'),
    failAttempt: end('fail', 'FAILED'),
    retryAttempt: end('retry', 'QUEUED'),
    releaseAttempt: end('release', 'QUEUED'),
    cancelAttempt: end('cancel', 'CANCELLED'),
  };
}

function start(given: Given = {}) {
  const journal: Journal = [];
  const clock = new FakeClock();
  const runner = new FakeRunner(journal);
  const job = jobRecord(given.job);
  const previous = jobRecord({
    ...given.job,
    attempt: job.attempt - 1,
    status: 'QUEUED',
    version: 1,
    ...(given.queuedAt !== undefined && { updatedAt: given.queuedAt }),
  });
  const dependencyBackOff = new BackOff(clock, () => 1, { initialMs: 1000, maxMs: 1000 });
  const holder = messageHolder(fakeQueues(journal), clock);
  const held = holdMessage('standard', receivedMessage(), holder, () => given.freeSlot?.(journal));
  const running: JobRunning = {
    jobs: fakeJobTable({ ...endings(journal, job), ...given.table }),
    jobType: testJobType,
    runner,
    publish:
      given.publish ??
      ((...states) => {
        journal.push(`publish ${states.map(({ status }) => status).join(' ')}`);
        return Promise.resolve();
      }),
    publishProgress: () => {},
    busyGuard: {
      enter: () => Promise.resolve(given.mayRun ?? true),
      leave: () => journal.push('leave'),
      close: () => Promise.resolve(),
    },
    workBackOff: new BackOff(clock, () => 1, { initialMs: 1000, maxMs: 1000 }),
    dependencyBackOff,
    clock,
    random: () => 1,
    stopGraceMs: 5000,
    evictionStopGraceMs: 1000,
    evicting: new AbortController().signal,
    retrying: { clock, random: () => 1, log: silentLog, givingUp: new AbortController().signal },
  };
  const lines: object[] = [];
  const log = pino({ base: null, timestamp: false }, { write: (line) => lines.push(JSON.parse(line) as object) });
  const ended = runJob({ job, previous }, held, running, log);
  return { journal, clock, runner, ended, lines, dependencyBackOff };
}

describe('running a claimed job', () => {
  test('publishes its end before it acknowledges the message', async () => {
    const { journal, runner, ended } = start();
    await settle();
    runner.end({ kind: 'returned', result: { inline: 1 } });
    await ended;
    expect(journal).toEqual([
      'publish RUNNING',
      'start 1',
      'succeed',
      'publish SUCCEEDED',
      'delete standard r1',
      'leave',
    ]);
  });

  test('frees its slot when the handler has ended, before anything is written, published or deleted', async () => {
    const { journal, runner, ended } = start({ freeSlot: (entries) => entries.push('free slot') });
    await settle();
    expect(journal).toEqual(['publish RUNNING', 'start 1']);
    runner.end({ kind: 'returned', result: { inline: 1 } });
    await ended;
    expect(journal[2]).toBe('free slot');
  });

  test('the worker pauses before the slot of a job that could not reach a service is free', async () => {
    const { clock, runner, ended, dependencyBackOff } = start({
      freeSlot: () => {
        pausedUntil = dependencyBackOff.over(new AbortController().signal).then(() => clock.now());
      },
    });
    let pausedUntil: Promise<number> | undefined;
    await settle();
    const from = clock.now();
    runner.end({ kind: 'failed', failure: { kind: 'dependency', ...error } });
    await ended;
    await clock.advance(1000);
    expect(await pausedUntil).toBe(from + 1000);
  });

  test('publishes the state that it took over as well, since its writer may have died before', async () => {
    const { journal, runner, ended } = start({ job: { attempt: 2 } });
    await settle();
    runner.end({ kind: 'returned', result: { inline: 1 } });
    await ended;
    expect(journal[0]).toBe('publish QUEUED RUNNING');
  });

  test('its last line says how the attempt ended, and how long the job had waited for it', async () => {
    const { runner, ended, lines } = start({ job: { updatedAt: 31_000 }, queuedAt: 1000 });
    await settle();
    runner.end(failed);
    await ended;
    expect(lines).toEqual([
      { level: 30, status: 'QUEUED', waitMs: 30_000, errorCode: 'c', msg: 'The attempt has ended' },
    ]);
  });

  test('a job that could not reach a service is given back, and the worker pauses before it takes another', async () => {
    const { journal, clock, runner, ended, dependencyBackOff } = start();
    await settle();
    runner.end({ kind: 'failed', failure: { kind: 'dependency', ...error } });
    await ended;
    expect(journal.slice(2)).toEqual([
      'release',
      'publish QUEUED',
      `send standard ${JOB_ID} 0`,
      'delete standard r1',
      'leave',
    ]);
    let over = false;
    void dependencyBackOff.over(new AbortController().signal).then(() => (over = true));
    await clock.advance(999);
    expect(over).toBe(false);
    await clock.advance(1);
    expect(over).toBe(true);
  });

  test('a job that succeeds ends the pause', async () => {
    const { clock, runner, ended, dependencyBackOff } = start();
    dependencyBackOff.failed();
    await settle();
    runner.end({ kind: 'returned', result: { inline: 1 } });
    await ended;
    const from = clock.now();
    await dependencyBackOff.over(new AbortController().signal);
    expect(clock.now()).toBe(from);
  });

  test('a failure comes again after its back-off', async () => {
    const { journal, runner, ended } = start();
    await settle();
    runner.end(failed);
    await ended;
    expect(journal.slice(2)).toEqual(['retry', 'publish QUEUED', 'hide standard r1 2', 'leave']);
  });

  test('the message of a job that failed for good is not deleted, so that SQS moves it to the dead-letter queue', async () => {
    const { journal, runner, ended } = start({ job: { attempt: 3 } });
    await settle();
    runner.end(failed);
    await ended;
    expect(journal.slice(2)).toEqual(['fail', 'publish FAILED', 'hide standard r1 0', 'leave']);
  });

  test('a cancellation that came in meanwhile wins over the result', async () => {
    const job = jobRecord({ status: 'CANCELLED', version: 3 });
    const { journal, runner, ended } = start({
      table: { succeedAttempt: () => Promise.resolve({ outcome: 'cancelled', job, previous: jobRecord() }) },
    });
    await settle();
    runner.end({ kind: 'returned', result: { inline: 1 } });
    await ended;
    expect(journal.slice(2)).toEqual(['publish CANCELLED', 'delete standard r1', 'leave']);
  });

  test('a stale attempt writes nothing and leaves the message', async () => {
    const { journal, runner, ended } = start({
      table: { succeedAttempt: () => Promise.resolve({ outcome: 'stale' }) },
    });
    await settle();
    runner.end({ kind: 'returned', result: { inline: 1 } });
    await ended;
    expect(journal.slice(2)).toEqual(['leave']);
  });

  test('a lost lease ends the thread; nothing is written, and the message is left', async () => {
    const { journal, clock, ended } = start({ table: { extendLease: () => Promise.resolve({ outcome: 'lost' }) } });
    await clock.advance(2000);
    await ended;
    expect(journal.slice(2)).toEqual(['hide standard r1 7', 'abort lease-lost', 'terminate', 'leave']);
  });

  test('a cancellation reaches the handler with a heartbeat, and its thread after the grace', async () => {
    const { journal, clock, ended } = start({
      table: { extendLease: () => Promise.resolve({ outcome: 'held', cancelRequested: true }) },
    });
    await clock.advance(2000 + 5000);
    await ended;
    expect(journal.filter((entry) => !entry.startsWith('hide')).slice(2)).toEqual([
      'abort cancelled',
      'terminate',
      'cancel',
      'publish CANCELLED',
      'delete standard r1',
      'leave',
    ]);
  });

  test('a task that may be stopped any moment gives the job back unrun', async () => {
    const { journal, ended } = start({ mayRun: false });
    await ended;
    expect(journal).toEqual([
      'publish RUNNING',
      'release',
      'publish QUEUED',
      `send standard ${JOB_ID} 0`,
      'delete standard r1',
      'leave',
    ]);
  });

  test('no end is written before RUNNING is published', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { journal, runner, ended } = start({ publish: () => promise });
    await settle();
    runner.end({ kind: 'returned', result: { inline: 1 } });
    await settle();
    expect(journal).toEqual(['start 1']);
    resolve();
    await ended;
    expect(journal).toContain('succeed');
  });

  test('a message whose state could not be published is not acknowledged', async () => {
    const { journal, runner, ended } = start({ publish: () => Promise.reject(new Error('gave up')) });
    await settle();
    runner.end({ kind: 'returned', result: { inline: 1 } });
    await expect(ended).rejects.toThrow('gave up');
    expect(journal).toEqual(['start 1', 'leave']);
  });
});
