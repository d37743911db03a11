import { describe, expect, test } from '@jest/globals';
import { summaryOf } from '@jobs/job-store';
import { createLimitsBench, type LimitsBench } from '../testing/limits-bench.ts';

const MINUTE_MS = 60_000;

const submitted = async (bench: LimitsBench, owners: readonly string[]) => {
  const jobIds: string[] = [];
  for (const owner of owners) {
    jobIds.push((await bench.submit(owner)).job.jobId);
    await bench.settleAll();
    bench.advance(1);
  }
  return jobIds;
};
const atWork = (bench: LimitsBench) => bench.atWork().map(({ jobId }) => jobId);
const finish = async (bench: LimitsBench, jobId: string, outcome?: 'succeeded' | 'failed') => {
  const job = await bench.store.jobs.getJob(jobId);
  const running = job && (await bench.begin(job));
  if (!running) throw new Error(`${jobId} is ${job?.status}`);
  await bench.end(running, outcome);
};

describe('a limit on concurrency', () => {
  test('lets as many jobs be at work as it says, and tells of the others why they wait', async () => {
    const bench = createLimitsBench({ limits: { concurrency: 2 } });
    const [first = '', second = '', third = ''] = await submitted(bench, ['acme', 'acme', 'other']);
    expect(atWork(bench)).toEqual([first, second]);
    const held = await bench.store.jobs.getJob(third);
    expect(held && summaryOf(held)).toMatchObject({ status: 'SCHEDULED', heldBy: 'limit' });
    expect(held && summaryOf(held)).not.toHaveProperty('runAt');
    await finish(bench, first);
    await bench.settleAll();
    expect(atWork(bench)).toEqual([second, third]);
    expect((await bench.store.jobs.getJob(third))?.heldLine).toBeUndefined();
  });

  test('publishes every state of a job that had to wait, and sends one message for it', async () => {
    const bench = createLimitsBench({ limits: { concurrency: 1 } });
    const [first = '', second = ''] = await submitted(bench, ['acme', 'acme']);
    await finish(bench, first);
    await bench.settleAll();
    const states = bench.store.events.published.filter(({ subject }) => subject === second).map(({ type }) => type);
    expect(new Set(states)).toEqual(new Set(['job.scheduled', 'job.queued']));
    const queue = 'text-analyze-standard';
    const messages = await bench.store.queues.receiveMessages(queue, {
      maxMessages: 10,
      waitSeconds: 0,
      visibilityTimeoutSeconds: 60,
    });
    expect(messages.map(({ content }) => content)).toEqual([{ jobId: first }, { jobId: second }]);
  });

  test('gives free slots to the owners by turns, however many jobs one has', async () => {
    const bench = createLimitsBench({ limits: { concurrency: 1 } });
    const [running = '', a1, a2, a3, b1, c1] = await submitted(bench, ['a', 'a', 'a', 'a', 'b', 'c']);
    const order: string[] = [];
    for (let next: string | undefined = running; next !== undefined; [next] = atWork(bench)) {
      await finish(bench, next);
      bench.advance(1);
      await bench.settleAll();
      order.push(...atWork(bench));
    }
    expect(order).toEqual([a1, b1, c1, a2, a3]);
  });

  test('serves urgent jobs before the others', async () => {
    const bench = createLimitsBench({ limits: { concurrency: 1 } });
    const [running = ''] = await submitted(bench, ['a', 'a']);
    const { job } = await bench.submit('b', { priority: 'high' });
    await bench.settleAll();
    await finish(bench, running);
    await bench.settleAll();
    expect(atWork(bench)).toEqual([job.jobId]);
  });

  test('passes over an owner that has as many as one may have, and keeps no other waiting', async () => {
    const bench = createLimitsBench({ limits: { concurrency: 3, concurrencyPerOwner: 1 } });
    const [a1, a2, b1] = await submitted(bench, ['a', 'a', 'b']);
    expect(atWork(bench)).toEqual([a1, b1]);
    await finish(bench, a1 ?? '');
    await bench.settleAll();
    expect(new Set(atWork(bench))).toEqual(new Set([a2, b1]));
  });

  test('of each owner alone has each owner wait for his own jobs', async () => {
    const bench = createLimitsBench({ limits: { concurrencyPerOwner: 1 } });
    const [a1, , b1] = await submitted(bench, ['a', 'a', 'b']);
    expect(atWork(bench)).toEqual([a1, b1]);
  });

  test('keeps the slot of a job that is tried again', async () => {
    const bench = createLimitsBench({ limits: { concurrency: 1 } });
    const [first = '', second = ''] = await submitted(bench, ['a', 'a']);
    const job = await bench.store.jobs.getJob(first);
    const running = job && (await bench.begin(job));
    if (running) await bench.store.jobs.retryAttempt(running, { code: 'boom', message: 'Boom' }, 60_000);
    await bench.settleAll();
    bench.advance(5 * MINUTE_MS);
    await bench.reconcile();
    await bench.settleAll();
    expect(atWork(bench)).toEqual([first]);
    expect((await bench.store.jobs.getJob(second))?.heldLine).toBeDefined();
  });

  test('has a failed job that is retried wait for a slot anew', async () => {
    const bench = createLimitsBench({ limits: { concurrency: 1 } });
    const [first = '', second = ''] = await submitted(bench, ['a', 'a']);
    await finish(bench, first, 'failed');
    await bench.settleAll();
    const retried = await bench.retry(first);
    expect(retried).toMatchObject({ status: 'SCHEDULED', maxAttempts: 4 });
    await bench.settleAll();
    expect(atWork(bench)).toEqual([second]);
    await finish(bench, second);
    await bench.settleAll();
    expect(atWork(bench)).toEqual([first]);
    await finish(bench, first);
    await bench.settleAll();
    expect((await bench.store.limits.getUse('text-analyze')).holders).toEqual([]);
  });

  test('a retry before the failure is settled holds one slot, not two', async () => {
    const bench = createLimitsBench({ limits: { concurrency: 2 } });
    const [first = ''] = await submitted(bench, ['a']);
    await finish(bench, first, 'failed');
    await bench.retry(first);
    const retried = bench.takeEvents().at(-1);
    if (retried) await bench.settle(retried);
    expect(atWork(bench)).toEqual([first]);
    expect((await bench.store.limits.getUse('text-analyze')).holders).toHaveLength(1);
  });

  test('takes a cancelled job out of its line', async () => {
    const bench = createLimitsBench({ limits: { concurrency: 1 } });
    const [first = '', second = '', third = ''] = await submitted(bench, ['a', 'a', 'a']);
    await bench.store.jobs.requestCancel(second, 'a');
    await finish(bench, first);
    await bench.settleAll();
    expect(atWork(bench)).toEqual([third]);
    expect(await bench.store.jobs.getJob(second)).toMatchObject({ status: 'CANCELLED' });
    expect((await bench.store.jobs.getJob(second))?.heldLine).toBeUndefined();
  });

  test('that is raised, lowered or taken away holds for the next job that asks', async () => {
    const bench = createLimitsBench({ limits: { concurrency: 1 } });
    await submitted(bench, ['a', 'a', 'a', 'a', 'a']);
    bench.limitTo({ concurrency: 2 });
    bench.advance(3 * MINUTE_MS);
    await bench.reconcile();
    expect(bench.atWork()).toHaveLength(2);
    bench.limitTo({ concurrency: 1 });
    await finish(bench, atWork(bench)[0] ?? '');
    await bench.settleAll();
    expect(bench.atWork()).toHaveLength(1);
    bench.limitTo(undefined);
    bench.advance(3 * MINUTE_MS);
    await bench.reconcile();
    expect(bench.held()).toEqual([]);
  });

  test('costs a type without one nothing', async () => {
    const calls: string[] = [];
    const bench = createLimitsBench({ before: (call) => void calls.push(call) });
    const { job } = await bench.submit('acme');
    await finish(bench, job.jobId);
    await bench.settleAll();
    expect(calls.filter((call) => call.startsWith('limits.'))).toEqual([]);
    expect(job).not.toHaveProperty('settles');
  });
});

describe('what nobody told of', () => {
  test('an end whose event was lost frees its slot within minutes', async () => {
    const bench = createLimitsBench({ limits: { concurrency: 1 } });
    const [first = '', second = ''] = await submitted(bench, ['a', 'a']);
    await finish(bench, first);
    bench.takeEvents();
    bench.advance(2 * MINUTE_MS);
    await bench.reconcile();
    expect(atWork(bench)).toEqual([second]);
  });

  test('a job that was deleted frees its slot within minutes', async () => {
    const bench = createLimitsBench({ limits: { concurrency: 1 } });
    const [first = '', second = ''] = await submitted(bench, ['a', 'a']);
    await finish(bench, first);
    bench.takeEvents();
    await bench.store.jobs.beginPurge(first, 'a');
    await bench.store.jobs.finishPurge(first);
    bench.advance(2 * MINUTE_MS);
    await bench.reconcile();
    expect(atWork(bench)).toEqual([second]);
  });

  test('a job whose submission was not told of gets its slot within minutes', async () => {
    const bench = createLimitsBench({ limits: { concurrency: 1 } });
    const { job } = await bench.submit('a');
    bench.takeEvents();
    bench.advance(2 * MINUTE_MS);
    await bench.reconcile();
    await bench.settleAll();
    expect(atWork(bench)).toEqual([job.jobId]);
  });

  test('a job for later waits for its time, and then for a slot', async () => {
    const bench = createLimitsBench({ limits: { concurrency: 1 } });
    const [first = ''] = await submitted(bench, ['a']);
    const { job } = await bench.submit('a', { delaySeconds: 3600 });
    expect(job).not.toHaveProperty('heldLine');
    bench.advance(60 * MINUTE_MS - 60_000);
    await bench.reconcile();
    await bench.settleAll();
    expect(await bench.store.jobs.getJob(job.jobId)).toMatchObject({ status: 'SCHEDULED', runAt: job.runAt });
    expect((await bench.store.jobs.getJob(job.jobId))?.heldLine).toBeDefined();
    await finish(bench, first);
    await bench.settleAll();
    expect(atWork(bench)).toEqual([job.jobId]);
    expect(await bench.store.jobs.claimJob(job.jobId, { claimId: 'c', leaseDurationMs: 1 })).toMatchObject({
      outcome: 'not-yet',
    });
  });
});

describe('a limited rate', () => {
  test('spreads the starts evenly, and shows no job a time that is not its client’s', async () => {
    const bench = createLimitsBench({ limits: { startsPerMinute: 6 } });
    const begin = bench.now();
    const jobIds = await submitted(
      bench,
      Array.from({ length: 12 }, () => 'a'),
    );
    const starts = bench.atWork().map(({ notBefore = 0, createdAt }) => Math.max(notBefore, createdAt) - begin);
    // Ten seconds apart, as far ahead as messages are sent.
    expect(starts).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90].map((seconds) => seconds * 1000));
    const ahead = await bench.store.jobs.getJob(jobIds[5] ?? '');
    expect(ahead && summaryOf(ahead)).not.toHaveProperty('runAt');
    expect(ahead && (await bench.begin(ahead))).toBeUndefined();
    bench.advance(50_000);
    expect(ahead && (await bench.begin(ahead))).toMatchObject({ status: 'RUNNING' });
  });

  test('gives the next starts away each minute, and never more than so many in one', async () => {
    const bench = createLimitsBench({ limits: { startsPerMinute: 6 } });
    await submitted(
      bench,
      Array.from({ length: 40 }, () => 'a'),
    );
    for (let minute = 0; minute < 8; minute += 1) {
      bench.advance(MINUTE_MS);
      await bench.reconcile();
      await bench.settleAll();
    }
    expect(bench.held()).toEqual([]);
    const starts = bench
      .atWork()
      .map(({ notBefore, updatedAt }) => notBefore ?? updatedAt)
      .toSorted((a, b) => a - b);
    const gaps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
    expect(Math.min(...gaps)).toBe(10_000);
  });

  test('of each owner keeps no other waiting', async () => {
    const bench = createLimitsBench({ limits: { startsPerMinutePerOwner: 1 } });
    const [a1, , , b1] = await submitted(bench, ['a', 'a', 'a', 'b']);
    expect(atWork(bench).filter((jobId) => jobId === a1 || jobId === b1)).toEqual([a1, b1]);
    expect(bench.held()).toHaveLength(1);
  });

  test('together with a cap, takes no start for a job that has no slot', async () => {
    const bench = createLimitsBench({ limits: { concurrency: 1, startsPerMinute: 60 } });
    const [first = '', second = ''] = await submitted(bench, ['a', 'a', 'a', 'a']);
    await finish(bench, first);
    bench.advance(MINUTE_MS);
    await bench.settleAll();
    expect(await bench.store.jobs.getJob(second)).not.toHaveProperty('notBefore');
  });
});
