import { describe, expect, test } from '@jest/globals';
import type { ScheduleRecord } from '@jobs/job-store';
import { createMemoryJobStore, type MemoryJobStore } from '@jobs/job-store/memory';
import { isTerminal } from '@jobs/shared-contracts';
import * as fc from 'fast-check';
import { activeJobsKey } from '../limits/quota-key.ts';
import { withDueTime } from '../schedules/due-time.ts';
import { fireTimes } from '../schedules/fire-times.ts';
import { captureLog } from '../testing/captured-log.ts';
import { jobIdOfRun } from './run-id.ts';
import { runSchedules } from './run-schedules.ts';

const MINUTE_MS = 60_000;
const START = Date.parse('2027-03-27T22:00:00Z');

/** A schedule, what makes its jobs, and the clock. */
async function start(settings: Partial<ScheduleRecord>, maxActiveJobs?: number) {
  let clock = START;
  const store: MemoryJobStore = createMemoryJobStore({ clock: { now: () => clock, after: () => () => {} } });
  const timing = settings.timing ?? { rateSeconds: 60, countedFrom: START };
  const nextRunAt = fireTimes(timing).next(START);
  const schedule: ScheduleRecord = withDueTime(
    {
      scheduleId: `sch_${'a'.repeat(32)}`,
      owner: 'acme',
      request: { type: 'text-analyze', input: { source: { text: 'To be.' } } },
      overlap: 'skip',
      catchUp: 'last',
      paused: false,
      version: 1,
      createdAt: START,
      updatedAt: START,
      waiting: [],
      ...settings,
      timing,
      ...(nextRunAt !== undefined && { nextRunAt }),
    },
    START,
  );
  await store.schedules.createSchedule(schedule);
  const created: string[] = [];
  const deps = {
    ...store,
    webhookSecrets: { listSecrets: async () => [] },
    connections: { ownerWatchedUntil: async () => undefined },
    allowLoopback: false,
    quotas: { maxActiveJobs, submissionsPerMinute: undefined },
    eventSource: '/jobs/test',
    now: () => clock,
    log: captureLog().logger,
  };
  return {
    store,
    schedule,
    created,
    now: () => clock,
    advance: (ms: number) => {
      clock += ms;
    },
    look: () => runSchedules(deps, { maxDurationMs: 45_000 }),
    /** A look that dies before its so many-th write to the tables. */
    dyingLook: (after: number) => {
      let left = after;
      const dying = <T extends object>(part: T): T =>
        new Proxy(part, {
          get: (target, name) => {
            const method = Reflect.get(target, name) as unknown;
            if (typeof method !== 'function') return method;
            return async (...args: unknown[]) => {
              if (/^(create|replace)/.test(String(name)) && left-- <= 0) throw new Error('It died');
              return Reflect.apply(method, target, args) as unknown;
            };
          },
        });
      return runSchedules(
        { ...deps, jobs: dying(store.jobs), schedules: dying(store.schedules) },
        { maxDurationMs: 45_000 },
      );
    },
    /** Every job that was made ends. */
    endJobs: async () => {
      for (const { job } of store.table.stored()) {
        if (!isTerminal(job.status)) await store.jobs.requestCancel(job.jobId, job.owner);
      }
    },
    active: () => store.table.stored().filter(({ job }) => !isTerminal(job.status)),
  };
}

type Running = Awaited<ReturnType<typeof start>>;

/** The runs that have a job. */
function madeRuns({ schedule, store, now }: Running): number[] {
  const { next } = fireTimes(schedule.timing);
  const stored = new Set(store.table.stored().map(({ job }) => job.jobId));
  const made: number[] = [];
  for (let time = next(START); time !== undefined && time <= now() + 5 * MINUTE_MS; time = next(time)) {
    if (stored.has(jobIdOfRun(schedule, time))) made.push(time);
  }
  // No job is of another time.
  expect(made).toHaveLength(stored.size);
  return made;
}

function timesUntil({ schedule }: Running, end: number): number[] {
  const { next } = fireTimes(schedule.timing);
  const times: number[] = [];
  for (let time = next(START); time !== undefined && time <= end; time = next(time)) times.push(time);
  return times;
}

const step = fc.oneof(
  { weight: 6, arbitrary: fc.constant({ minutes: 1, looks: 1, diesAfter: undefined }) },
  { weight: 2, arbitrary: fc.constant({ minutes: 1, looks: 2, diesAfter: undefined }) },
  { weight: 2, arbitrary: fc.record({ minutes: fc.constant(1), looks: fc.constant(1), diesAfter: fc.nat(3) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      minutes: fc.integer({ min: 2, max: 40 }),
      looks: fc.constant(1),
      diesAfter: fc.constant(undefined),
    }),
  },
);
const history = fc.array(fc.record({ step, ends: fc.boolean(), late: fc.nat(15_000) }), {
  minLength: 5,
  maxLength: 30,
});
const timing = fc.constantFrom<ScheduleRecord['timing']>(
  { rateSeconds: 60, countedFrom: START },
  { rateSeconds: 150, countedFrom: START },
  { cron: '*/5 * * * *', timeZone: 'Europe/Berlin' },
  { cron: '0 * * * *', timeZone: 'Europe/Berlin' },
);

async function live(running: Running, steps: typeof history extends fc.Arbitrary<infer T> ? T : never) {
  for (const {
    step: { minutes, looks, diesAfter },
    ends,
    late,
  } of steps) {
    running.advance(minutes * MINUTE_MS + late - 7500);
    if (ends) await running.endJobs();
    if (diesAfter !== undefined) await running.dyingLook(diesAfter);
    else await Promise.all(Array.from({ length: looks }, () => running.look()));
  }
}

describe('a schedule, through outages, deaths and runs at once', () => {
  test.each(['skip', 'queue', 'cancel-previous'] as const)(
    'makes each run at most once, and with %s never two at a time',
    async (overlap) => {
      await fc.assert(
        fc.asyncProperty(timing, history, fc.constantFrom('none', 'last', 'all'), async (at, steps, catchUp) => {
          const running = await start({ timing: at, overlap, catchUp });
          for (const one of steps) {
            await live(running, [one]);
            expect(running.active().length).toBeLessThanOrEqual(1);
          }
          const made = madeRuns(running);
          expect(new Set(made).size).toBe(made.length);
        }),
        { numRuns: 25 },
      );
    },
  );

  test('makes a job of every run when none is to be left out', async () => {
    await fc.assert(
      fc.asyncProperty(timing, history, async (at, steps) => {
        const running = await start({ timing: at, overlap: 'queue', catchUp: 'all' });
        await live(running, steps.slice(0, 12));
        const wanted = timesUntil(running, running.now());
        fc.pre(wanted.length <= 100);
        // Those that wait are made one after the other.
        for (let look = 0; look < 400 && madeRuns(running).length < wanted.length; look += 1) {
          await running.endJobs();
          await running.look();
        }
        expect(madeRuns(running)).toEqual(expect.arrayContaining(wanted));
      }),
      { numRuns: 25 },
    );
  });
});

describe('a schedule that is looked at every minute', () => {
  test.each(['skip', 'queue', 'cancel-previous'] as const)(
    'with %s makes a job of every run while each ends in time, and none of them late',
    async (overlap) => {
      const running = await start({ timing: { rateSeconds: 300, countedFrom: START }, overlap });
      for (let minute = 0; minute < 60; minute += 1) {
        running.advance(MINUTE_MS);
        await running.endJobs();
        await running.look();
      }
      expect(madeRuns(running)).toEqual(expect.arrayContaining(timesUntil(running, running.now())));
      const created = running.store.table.stored().map(({ job }) => ({ ahead: (job.runAt ?? 0) >= job.createdAt }));
      expect(created).toEqual(created.map(() => ({ ahead: true })));
    },
  );

  test.each([
    ['skip', 'leaves out', [1], 0],
    ['queue', 'keeps', [1], 4],
    ['cancel-previous', 'starts', [1, 2, 3, 4, 5], 0],
  ] as const)('with %s %s runs whose predecessor has not ended', async (overlap, _, runs, waiting) => {
    const running = await start({ timing: { rateSeconds: 300, countedFrom: START }, overlap });
    for (let minute = 0; minute < 26; minute += 1) {
      running.advance(MINUTE_MS);
      await running.look();
    }
    expect(madeRuns(running).map((time) => (time - START) / 300_000)).toEqual(runs);
    expect(running.active()).toHaveLength(1);
    const stored = await running.store.schedules.getSchedule(running.schedule.scheduleId);
    expect(stored?.waiting).toHaveLength(waiting);
  });

  test.each([
    ['none', 0],
    ['last', 1],
    ['all', 6],
  ] as const)('makes up for an outage by its policy %s', async (catchUp, missed) => {
    const running = await start({ timing: { rateSeconds: 600, countedFrom: START }, catchUp, overlap: 'queue' });
    running.advance(65 * MINUTE_MS);
    for (let look = 0; look < 20; look += 1) {
      await running.look();
      await running.endJobs();
    }
    expect(madeRuns(running)).toEqual(timesUntil(running, running.now()).slice(-missed || Infinity));
  });

  test('tells why a run was refused, and goes on', async () => {
    const request = { type: 'gone', input: {} };
    const running = await start({ timing: { rateSeconds: 60, countedFrom: START }, request });
    expect(await running.look()).toMatchObject({ refused: 1, failed: 0 });
    const stored = await running.store.schedules.getSchedule(running.schedule.scheduleId);
    expect(stored).toMatchObject({ lastRun: { refused: expect.stringContaining('job type') } });
    expect(stored?.pending).toBeUndefined();
    expect(stored?.nextRunAt).toBe(START + 2 * MINUTE_MS);
  });

  test('makes nothing while it is paused', async () => {
    const running = await start({ paused: true });
    running.advance(60 * MINUTE_MS);
    expect(await running.look()).toEqual({ made: 0, refused: 0, decided: 0, unchanged: 0, failed: 0, more: false });
  });

  test('tells of a run that a quota refused, and goes on', async () => {
    const running = await start({}, 1);
    await running.store.limits.takeSlot(activeJobsKey('acme', 0), { owner: 'acme', holder: 'another job' });
    expect(await running.look()).toMatchObject({ refused: 1, failed: 0 });
    const stored = await running.store.schedules.getSchedule(running.schedule.scheduleId);
    expect(stored).toMatchObject({ lastRun: { refused: expect.stringContaining('may have 1 jobs') } });
    expect(stored?.nextRunAt).toBe(START + 2 * MINUTE_MS);
    expect(running.active()).toEqual([]);
  });
});
