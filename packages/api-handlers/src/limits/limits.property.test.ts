import { expect, test } from '@jest/globals';
import { isTerminal, type JobEvent, type JobLimits } from '@jobs/shared-contracts';
import * as fc from 'fast-check';
import { createLimitsBench, type LimitsBench } from '../testing/limits-bench.ts';

const OWNERS = ['a', 'b', 'c'] as const;

const limits = fc.constantFrom<JobLimits>(
  { concurrency: 1 },
  { concurrency: 3 },
  { concurrency: 3, concurrencyPerOwner: 1 },
  { concurrencyPerOwner: 2 },
);

/** What happens at the same time, call by call in any order. */
const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('submit' as const), owner: fc.constantFrom(...OWNERS) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('settle' as const), lost: fc.boolean(), twice: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('work' as const), fails: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('retry' as const), which: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('purge' as const), which: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reconcile' as const) }) },
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;
const rounds = fc.array(fc.array(action, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 12 });
/** Which calls are those that somebody dies before, by their number. */
const deaths = fc.uniqueArray(fc.nat(400), { maxLength: 12 });

class DiedError extends Error {}

function expectWithinLimits(bench: LimitsBench, { concurrency = Infinity, concurrencyPerOwner = Infinity }: JobLimits) {
  const atWork = bench.atWork();
  expect(atWork.length).toBeLessThanOrEqual(concurrency);
  for (const jobs of Map.groupBy(atWork, ({ owner }) => owner).values()) {
    expect(jobs.length).toBeLessThanOrEqual(concurrencyPerOwner);
  }
}

/** Nobody waits beside a free slot. */
function expectNoneWaitsInVain(
  bench: LimitsBench,
  { concurrency = Infinity, concurrencyPerOwner = Infinity }: JobLimits,
) {
  const atWork = bench.atWork();
  if (atWork.length >= concurrency) return;
  for (const { owner } of bench.held()) {
    expect(atWork.filter((job) => job.owner === owner)).toHaveLength(concurrencyPerOwner);
  }
}

function perform(bench: LimitsBench, one: Action, pending: JobEvent[]): Promise<unknown> {
  const pick = (which: number, isMeant: (status: string) => boolean) => {
    const jobs = bench.jobs().filter(({ status }) => isMeant(status));
    return jobs[which % Math.max(1, jobs.length)];
  };
  switch (one.do) {
    case 'submit':
      return bench.submit(one.owner);
    case 'settle': {
      pending.push(...bench.takeEvents());
      const event = pending.shift();
      if (!event || one.lost) return Promise.resolve();
      return Promise.all([bench.settle(event), one.twice ? bench.settle(event) : undefined]);
    }
    case 'work': {
      const job = bench.jobs().find(({ status }) => status === 'QUEUED');
      return job ? workOn(bench, job.jobId, one.fails) : Promise.resolve();
    }
    case 'cancel': {
      const job = pick(one.which, (status) => !isTerminal(status as 'QUEUED') && status !== 'RUNNING');
      return job ? bench.deps.jobs.requestCancel(job.jobId, job.owner) : Promise.resolve();
    }
    case 'retry': {
      const job = pick(one.which, (status) => status === 'FAILED');
      return job ? bench.retry(job.jobId) : Promise.resolve();
    }
    case 'purge': {
      const job = pick(one.which, (status) => isTerminal(status as 'QUEUED'));
      return job ? purge(bench, job.jobId, job.owner) : Promise.resolve();
    }
    case 'reconcile':
      return bench.reconcile();
  }
}

async function workOn(bench: LimitsBench, jobId: string, fails: boolean): Promise<void> {
  const job = await bench.deps.jobs.getJob(jobId);
  const running = job && (await bench.begin(job));
  if (running) await bench.end(running, fails ? 'failed' : 'succeeded');
}

async function purge(bench: LimitsBench, jobId: string, owner: string): Promise<void> {
  await bench.deps.jobs.beginPurge(jobId, owner);
  await bench.deps.jobs.finishPurge(jobId);
}

/** Everybody lives from now on: time passes, and what was lost is made up for. */
async function recover(bench: LimitsBench): Promise<void> {
  for (let look = 0; look < 3; look += 1) {
    bench.advance(70 * 60_000);
    await bench.reconcile();
    await bench.settleAll();
  }
}

test('in any order, with duplicates, losses and deaths, a cap holds; and afterwards no slot is free while a job waits', async () => {
  await fc.assert(
    fc.asyncProperty(limits, rounds, deaths, fc.scheduler(), async (caps, plan, dying, scheduler) => {
      let calls = 0;
      let isOver = false;
      const bench = createLimitsBench({
        limits: caps,
        before: async (call) => {
          if (isOver) return;
          expectWithinLimits(bench, caps);
          // Nobody does anything at the very time that another does.
          bench.advance(1);
          await scheduler.schedule(Promise.resolve(), call);
          if (dying.includes((calls += 1))) throw new DiedError(call);
        },
      });
      const pending: JobEvent[] = [];
      for (const actions of plan) {
        const performed = Promise.allSettled(actions.map((one) => perform(bench, one, pending)));
        const outcomes = await scheduler.waitFor(performed);
        for (const one of outcomes) {
          // Who is told of an error that is no death has found one of ours.
          if (one.status === 'rejected' && !isDeath(one.reason) && !isRefusal(one.reason)) throw one.reason;
        }
        bench.advance(20_000);
        expectWithinLimits(bench, caps);
      }
      isOver = true;
      await recover(bench);
      expectWithinLimits(bench, caps);
      expectNoneWaitsInVain(bench, caps);
      for (let left = bench.active().length + 5; left > 0 && bench.active().length > 0; left -= 1) {
        for (const { jobId } of bench.atWork()) await endAnyhow(bench, jobId);
        await bench.settleAll();
      }
      await recover(bench);
      expect(bench.active()).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

/** Also one whose worker has died. */
async function endAnyhow(bench: LimitsBench, jobId: string): Promise<void> {
  await workOn(bench, jobId, false);
  const job = await bench.store.jobs.getJob(jobId);
  if (job?.status === 'RUNNING') await bench.end(job);
}

const isDeath = (error: unknown): boolean =>
  error instanceof DiedError || (error instanceof AggregateError && error.errors.every(isDeath));
/** As a job changes in the meantime. */
const isRefusal = (error: unknown): boolean => error instanceof Error && /^Job(Not|Already)/.test(error.name);
