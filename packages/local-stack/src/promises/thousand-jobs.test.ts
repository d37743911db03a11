import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  isTerminal,
  JOB_TYPES,
  type JobEvent,
  type JobStatus,
  type JobView,
  textAnalyze,
} from '@jobs/shared-contracts';
import { createApiClient, type ApiClient } from '../demo/api-client.ts';
import { startLocalStack, type LocalStack } from '../start-local-stack.ts';
import { mixedJobs, slowTextJob } from './mixed-jobs.ts';

const JOBS = 1000;
/** Enough for a kill in the middle of them; `npm run chaos` kills among many more. */
const JOBS_WITH_A_KILL = 100;
const WORKERS = 4;
const CLIENTS = 20;
const TIME_LIMIT_MS = 10 * 60_000;

let stack: LocalStack | undefined;
afterEach(async () => {
  await stack?.stop();
  stack = undefined;
}, 60_000);

async function start(): Promise<{ running: LocalStack; api: ApiClient }> {
  const running = await startLocalStack({ maxWorkers: WORKERS, captureEvents: true, shutdownGraceSeconds: 1 });
  stack = running;
  return { running, api: createApiClient(running.url, 'local-dev-key') };
}

/** Calls `each` for all items, so many at a time. */
async function inParallel<T, R>(items: readonly T[], atOnce: number, each: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const work = async () => {
    for (const [index, item] of queue) results[index] = await each(item);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return results;
}

async function runAll(api: ApiClient, count: number): Promise<readonly JobView[]> {
  const requests = await mixedJobs(count, (content) => api.upload(content));
  const jobs = await inParallel(requests, CLIENTS, (request) => api.submit(request));
  return inParallel(jobs, CLIENTS, ({ id }) => api.follow(id, () => {}));
}

/** Awaits a condition of the running system; the test's own time limit ends it. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(50);
}

/** The distinct states that were published of each job, in the order of their versions. */
function publishedStates(events: readonly JobEvent[]): Map<string, readonly JobEvent[]> {
  const distinct = new Map(events.map((event) => [event.id, event]));
  const byJob = Map.groupBy(distinct.values(), ({ subject }) => subject);
  return new Map([...byJob].map(([id, states]) => [id, states.toSorted((a, b) => a.data.version - b.data.version)]));
}

const statusesOf = (states: readonly JobEvent[] | undefined): JobStatus[] =>
  (states ?? []).map(({ data }) => data.status);

/** Every job ended once, and every event of it says so. */
async function expectAllEndedOnce(running: LocalStack, jobs: readonly JobView[], count: number): Promise<void> {
  expect(new Set(jobs.map(({ id }) => id)).size).toBe(count);
  expect(jobs.filter(({ status }) => status !== 'SUCCEEDED')).toEqual([]);
  const ended = () =>
    new Set(
      running
        .events()
        .filter(({ data }) => isTerminal(data.status))
        .map(({ subject }) => subject),
    );
  await until(() => {
    const known = ended();
    return jobs.every(({ id }) => known.has(id));
  });

  const published = publishedStates(running.events());
  const endedTwice = [...published].filter(
    ([, states]) => states.filter(({ data }) => isTerminal(data.status)).length > 1,
  );
  expect(endedTwice).toEqual([]);
  for (const { id, version } of jobs) {
    const last = published.get(id)?.at(-1)?.data;
    expect(last).toMatchObject({ status: 'SUCCEEDED', version });
  }
  await until(() => running.workers().every(({ backlog }) => backlog === 0));
  const deadLetters = await Promise.all(JOB_TYPES.map(({ name }) => running.deadLetters(name)));
  expect(deadLetters.flat()).toEqual([]);
}

describe(`mixed jobs on ${WORKERS} workers`, () => {
  test(
    'all end, and each runs once',
    async () => {
      const { running, api } = await start();
      const jobs = await runAll(api, JOBS);
      await expectAllEndedOnce(running, jobs, JOBS);
      const published = publishedStates(running.events());
      const histories = new Set(jobs.map(({ id }) => statusesOf(published.get(id)).join(' → ')));
      expect([...histories]).toEqual(['QUEUED → RUNNING → SUCCEEDED']);
    },
    TIME_LIMIT_MS,
  );

  test(
    'all end, and none twice, though a worker is killed in the middle of its work',
    async () => {
      const { running, api } = await start();
      const ended = runAll(api, JOBS_WITH_A_KILL);

      // When a third of all jobs are through, one that takes seconds; its worker is killed once it runs.
      await until(() => running.events().filter(({ data }) => isTerminal(data.status)).length > JOBS_WITH_A_KILL / 3);
      const slow = await api.submit(await slowTextJob((content) => api.upload(content)));
      let kills = 0;
      const slowEnd = await api.follow(slow.id, ({ status }) => {
        if (status !== 'RUNNING' || kills > 0) return;
        const tasks = running.workers().find(({ jobType }) => jobType === slow.type)?.tasks ?? [];
        for (const { pid } of tasks) if (pid !== undefined && process.kill(pid, 'SIGKILL')) kills += 1;
      });
      expect(kills).toBe(1);
      expect(slowEnd).toMatchObject({ status: 'SUCCEEDED', attempt: 2 });

      const jobs = await ended;
      await expectAllEndedOnce(running, jobs, JOBS_WITH_A_KILL);
      // What ran beside it in the killed process ran again, and nothing else: its threads at most.
      const retried = jobs.filter(({ attempt }) => attempt > 1);
      expect(retried.length).toBeLessThan(textAnalyze.concurrencyPerWorker);
      expect(retried.filter(({ type, attempt }) => type !== slow.type || attempt > 2)).toEqual([]);
    },
    TIME_LIMIT_MS,
  );
});
