import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { infrastructureSettings, isOnEcs, isTerminal, textAnalyze, type JobView } from '@jobs/shared-contracts';
import { AWS, simulate, type Environment, type SimulationResult } from '@jobs/simulator';
import { declaredScaling } from '@jobs/simulator/scaling';
import { createApiClient, type ApiClient } from './demo/api-client.ts';
import { startLocalStack, type LocalStack } from './start-local-stack.ts';

/** The stack looks at its queues each second, as CloudWatch does each minute: it is AWS, so many times as fast. */
const TIMES_AS_FAST = 60;
const POLL_MS = 60_000 / TIMES_AS_FAST;
const SCALE_IN_AFTER_MINUTES = 3;
/** Of the declared steps, the second is from fifty. */
const JOBS = 90;
const TIME_LIMIT_MS = 120_000;

let stack: LocalStack;
let api: ApiClient;
beforeAll(async () => {
  stack = await startLocalStack({
    pollIntervalMs: POLL_MS,
    reconcileIntervalMs: POLL_MS,
    scaleInAfterMs: SCALE_IN_AFTER_MINUTES * POLL_MS,
    shutdownGraceSeconds: 1,
    captureEvents: true,
  });
  api = createApiClient(stack.url, 'local-dev-key');
}, TIME_LIMIT_MS);
afterAll(() => stack.stop(), TIME_LIMIT_MS);

const SERVICE = infrastructureSettings(textAnalyze);

interface Run {
  /** In the order of their submission. */
  readonly jobs: readonly JobView[];
  /** From the first submission until the first task was launched. */
  readonly wakeMs: number;
  /** Of each task, from its launch until it has its first job. */
  readonly startsMs: readonly number[];
  readonly mostTasks: number;
}

/** Events may come twice. */
const endedJobs = () =>
  new Set(stack.events().flatMap(({ subject, data }) => (isTerminal(data.status) ? [subject] : [])));

/** Runs jobs that come at once, from zero tasks to zero tasks. */
async function runBurst(): Promise<Run> {
  const launchedAt = new Map<string, number>();
  const startsMs = new Map<string, number>();
  let mostTasks = 0;
  const look = () => {
    const tasks = stack.workers().flatMap((service) => service.tasks);
    mostTasks = Math.max(mostTasks, tasks.length);
    for (const { taskId, protected: hasWork } of tasks) {
      const since = launchedAt.get(taskId) ?? Date.now();
      launchedAt.set(taskId, since);
      if (hasWork && !startsMs.has(taskId)) startsMs.set(taskId, Date.now() - since);
    }
    return tasks.length;
  };
  const until = async (holds: () => boolean) => {
    while (!holds()) {
      await pause(20);
      look();
    }
  };
  const submitting = Promise.all(Array.from({ length: JOBS }, (_, n) => api.submit(textJob(n))));
  await until(() => endedJobs().size === JOBS);
  await until(() => look() === 0);
  const read = (await submitting).map(({ id }) => api.follow(id, () => {}));
  const jobs = (await Promise.all(read)).toSorted((a, b) => msOf(a.createdAt) - msOf(b.createdAt));
  const wakeMs = Math.min(...launchedAt.values()) - msOf(jobs[0]?.createdAt);
  return { jobs, wakeMs, startsMs: [...startsMs.values()], mostTasks };
}

const textJob = (n: number) => ({
  type: textAnalyze.name,
  input: { source: { text: `Text number ${n} is about queues. `.repeat(500) } },
});

const msOf = (time = '') => Date.parse(time);
const workMs = ({ startedAt, finishedAt }: JobView) => msOf(finishedAt) - msOf(startedAt);
const waitMs = ({ createdAt, startedAt }: JobView) => msOf(startedAt) - msOf(createdAt);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const exactly = (ms: number) => ({ min: ms, max: ms });

/** The same jobs in AWS's time: they come when they came, and take as long as they took, as do the starts of tasks. */
function replay({ jobs, wakeMs, startsMs }: Run): SimulationResult {
  if (!isOnEcs(SERVICE)) throw new Error('The job type has no tasks');
  const { compute, concurrencyPerWorker } = SERVICE;
  const begunAt = msOf(jobs[0]?.createdAt);
  const startMs = mean(startsMs) * TIMES_AS_FAST;
  const environment: Environment = {
    ...AWS,
    lag: { ...AWS.lag, publishDelayMs: exactly(0), activationDelayMs: exactly(0) },
    startTime: { minMs: startMs, modeMs: startMs, maxMs: startMs },
    ecsReactionMs: exactly(0),
    wakeCallMs: exactly(wakeMs * TIMES_AS_FAST),
    pickUpMs: 0,
  };
  // Who starts first may take longest, while everything else starts as well.
  const works = jobs
    .toSorted((a, b) => msOf(a.startedAt) - msOf(b.startedAt))
    .map(workMs)
    .values();
  return simulate({
    setting: {
      name: 'the local stack',
      kind: 'scaled',
      compute,
      concurrencyPerWorker,
      rules: declaredScaling(compute, SCALE_IN_AFTER_MINUTES),
      wake: 'submit',
      scaleInAfterMinutes: SCALE_IN_AFTER_MINUTES,
    },
    environment,
    seed: 1,
    arrivals: () => jobs.map(({ createdAt }) => (msOf(createdAt) - begunAt) * TIMES_AS_FAST),
    drawWorkMs: () => (works.next().value ?? 0) * TIMES_AS_FAST,
    quietMs: 0,
    windowMs: 2 * 3_600_000,
  });
}

test(
  'the simulator says of a run of the local stack how many tasks it has, and about how long its jobs wait',
  async () => {
    const run = await runBurst();
    const simulated = replay(run);
    expect(new Set(run.jobs.map(({ status }) => status))).toEqual(new Set(['SUCCEEDED']));
    expect(run.mostTasks).toBe(3);
    expect(simulated.samples.map(({ ready }) => ready)).toContain(3);
    expect(simulated.usage.starts).toBe(run.startsMs.length);
    expect(simulated.samples.at(-1)).toMatchObject({ ready: 0, starting: 0, waiting: 0, inFlight: 0 });
    const waitRatio = mean(simulated.waitsMs) / TIMES_AS_FAST / mean(run.jobs.map(waitMs));
    // Both of the same run, whatever the machine does beside it.
    expect(waitRatio).toBeGreaterThan(0.7);
    expect(waitRatio).toBeLessThan(1.4);
  },
  TIME_LIMIT_MS,
);
