import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { JobTable } from '@jobs/job-store';
import { LANES, queueName, type JobType, type Lane } from '@jobs/shared-contracts';
import { openWorkBench, type WorkBench } from './testing/work-bench.ts';
import { hastyJobType } from './testing/test-job-type.ts';

jest.setTimeout(60_000);

/** Half as many in a single lane, where all of them have to be run: that takes its time. */
const WAITING = { lanes: 200, singleLane: 100 };
const BEGUN_BEFORE = 20;
const URGENT = 20;
const AT_ONCE = 20;
/** Fewer than lanes, so that they take turns while idle. */
const SLOTS = 2;

const { name: type } = hastyJobType;
const WITH_LANES: JobType = { ...hastyJobType, lanes: LANES };

describe('one worker with two slots, on the stand-ins', () => {
  let bench: WorkBench;
  // Of its own: a long poll that a worker gave up would swallow a message of the next test.
  beforeEach(async () => {
    bench = await openWorkBench();
  });
  afterEach(async () => {
    await bench[Symbol.asyncDispose]();
  });

  async function store(lane: Lane) {
    const job = { jobId: `job_${randomBytes(16).toString('hex')}`, owner: 'ada' };
    const input = { inline: { behaviour: 'fail-at-first', failures: 0 } };
    await bench.store.jobs.createJob({ ...job, type, lane, maxAttempts: 1, tags: {}, input, requestHash: 'hash' });
    return job;
  }

  async function submit(lane: Lane, count: number): Promise<string[]> {
    const jobs: { readonly jobId: string; readonly owner: string }[] = [];
    // A few at a time: each must be answered within the client's patience.
    while (jobs.length < count) {
      const storing = Array.from({ length: Math.min(AT_ONCE, count - jobs.length) }, () => store(lane));
      jobs.push(...(await Promise.all(storing)));
    }
    await bench.store.queues.sendMessages(queueName(type, lane), jobs);
    return jobs.map(({ jobId }) => jobId);
  }

  /** Runs a worker until it has begun all these jobs. Answers with all that it began; `onBegun` holds up the next. */
  async function run(
    jobType: JobType,
    jobs: () => readonly string[],
    onBegun?: (count: number) => Promise<void>,
  ): Promise<string[]> {
    const begun: string[] = [];
    const allBegun = Promise.withResolvers<void>();
    let gate = Promise.resolve();
    const claimJob: JobTable['claimJob'] = async (jobId, claim) => {
      await gate;
      begun.push(jobId);
      if (onBegun) await (gate = onBegun(begun.length));
      if (jobs().length > 0 && jobs().every((each) => begun.includes(each))) allBegun.resolve();
      return bench.store.jobs.claimJob(jobId, claim);
    };
    const worker = bench.startWorker({ jobs: { ...bench.store.jobs, claimJob } }, { jobType, concurrency: SLOTS });
    await allBegun.promise;
    await worker.stop();
    return begun;
  }

  /** How many of those who waited were begun between the submission of urgent jobs and the last of these. */
  async function overtaken(jobType: JobType, waiting: { readonly lane: Lane; readonly count: number }, lane: Lane) {
    await submit(waiting.lane, waiting.count);
    let urgent: string[] = [];
    const begun = await run(
      jobType,
      () => urgent,
      async (count) => {
        if (count === BEGUN_BEFORE) urgent = await submit(lane, URGENT);
      },
    );
    const places = urgent.map((jobId) => begun.indexOf(jobId));
    const [first, last] = [Math.min(...places), Math.max(...places)];
    return { before: last + 1 - URGENT - BEGUN_BEFORE, among: last + 1 - URGENT - first };
  }

  test('begins urgent jobs within a dozen of the low ones that were there first, and low ones among them', async () => {
    const { before, among } = await overtaken(WITH_LANES, { lane: 'low', count: WAITING.lanes }, 'high');
    expect(before).toBeLessThanOrEqual(12);
    expect(among).toBeGreaterThanOrEqual(1);
  });

  test('begins all that were there first in a single lane', async () => {
    const { before } = await overtaken(hastyJobType, { lane: 'standard', count: WAITING.singleLane }, 'standard');
    expect(before).toBe(WAITING.singleLane - BEGUN_BEFORE);
  });

  test('begins jobs by weight while every lane has work, and in the end all of them', async () => {
    const jobs = { high: 55, standard: 19, low: 8 };
    const laneOf = new Map<string, Lane>();
    for (const lane of LANES) for (const id of await submit(lane, jobs[lane])) laneOf.set(id, lane);
    const begun = (await run(WITH_LANES, () => [...laneOf.keys()])).map((jobId) => laneOf.get(jobId));
    const among = (lane: Lane, count: number) => begun.slice(0, count).filter((each) => each === lane).length;
    // Three times 16, 4 and 1, but for the two slots and what the lanes were first looked at with.
    expect(Math.abs(among('high', 63) - 48)).toBeLessThanOrEqual(3);
    expect(Math.abs(among('standard', 63) - 12)).toBeLessThanOrEqual(2);
    expect(Math.abs(among('low', 63) - 3)).toBeLessThanOrEqual(1);
  });
});
