import type { Random } from '../random/create-random.ts';
import { drawBetween, type Range } from '../random/draw.ts';
import type { Timeline } from '../virtual-time/create-timeline.ts';
import { createWorkQueue, type SimulatedJob } from '../workers/work-queue.ts';
import type { Workforce } from '../workers/workforce.ts';

/** How an event source invokes a function. */
export interface EventSourceRule {
  /** Batches at once, when messages come after a while without any. */
  readonly concurrentAtFirst: number;
  /** So many more each minute, while messages wait. */
  readonly morePerMinute: number;
  /** Of all of a queue. */
  readonly maxConcurrent: number;
}

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html */
export const SQS_EVENT_SOURCE: EventSourceRule = { concurrentAtFirst: 5, morePerMinute: 300, maxConcurrent: 1250 };

export interface FunctionPoolOptions {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly batchSize: number;
  readonly eventSource: EventSourceRule;
  /** What the declaration lets of it run at once. */
  readonly maxConcurrency: number;
  /** From the message until a warm environment runs its job. */
  readonly pickUpMs: number;
  /** Of an environment that has to be made. Paid for. */
  readonly initMs: Range;
  /** For so long is an environment kept without work, as far as anybody has seen. */
  readonly keptWarmMs: number;
  readonly onStart: (job: SimulatedJob, startedMs: number) => void;
}

/** A function that queues invoke, with as many jobs as wait, up to a batch. An invocation lasts as its longest job. */
export function createFunctionPool(options: FunctionPoolOptions): Workforce {
  const { timeline, random, batchSize, eventSource, maxConcurrency, pickUpMs, initMs, keptWarmMs, onStart } = options;
  const queue = createWorkQueue();
  const most = Math.min(maxConcurrency, eventSource.maxConcurrent);
  /** Until when each idle environment is kept; those used last are at the end. */
  const idleUntilMs: number[] = [];
  let growingSinceMs: number | undefined;
  let invocationsNow = 0;
  let inFlight = 0;
  let starts = 0;
  let invocations = 0;
  let billedMs = 0;
  let busyMs = 0;

  function allowed(): number {
    growingSinceMs ??= timeline.now();
    const more = ((timeline.now() - growingSinceMs) * eventSource.morePerMinute) / 60_000;
    return Math.min(most, eventSource.concurrentAtFirst + Math.floor(more));
  }

  /** What a warm environment takes, or a new one. */
  function initTime(): number {
    const until = idleUntilMs.pop();
    if (until !== undefined && until >= timeline.now()) return 0;
    idleUntilMs.length = 0;
    starts += 1;
    return drawBetween(random, initMs);
  }

  function invoke() {
    const jobs: SimulatedJob[] = [];
    for (let job = queue.take(); job; job = jobs.length < batchSize ? queue.take() : undefined) jobs.push(job);
    const init = initTime();
    const beganMs = timeline.now() + pickUpMs + init;
    const longestMs = Math.max(...jobs.map(({ workMs }) => workMs));
    invocations += 1;
    invocationsNow += 1;
    inFlight += jobs.length;
    billedMs += init + longestMs;
    for (const job of jobs) {
      onStart(job, beganMs);
      busyMs += job.workMs;
      timeline.at(beganMs + job.workMs, () => (inFlight -= 1));
    }
    timeline.at(beganMs + longestMs, () => {
      invocationsNow -= 1;
      idleUntilMs.push(timeline.now() + keptWarmMs);
      invokeMore();
    });
  }

  function invokeMore() {
    if (queue.length() === 0 && invocationsNow === 0) growingSinceMs = undefined;
    while (queue.length() > 0 && invocationsNow < allowed()) invoke();
    // With more pollers in a moment, what waits is taken though nothing ends.
    if (queue.length() > 0 && invocationsNow < most) scheduleLook();
  }

  let lookIsScheduled = false;
  function scheduleLook() {
    if (lookIsScheduled) return;
    lookIsScheduled = true;
    timeline.after(60_000 / eventSource.morePerMinute, () => {
      lookIsScheduled = false;
      invokeMore();
    });
  }

  return {
    submit(job) {
      queue.add(job);
      invokeMore();
    },
    waiting: queue.length,
    inFlight: () => inFlight,
    ready: () => invocationsNow,
    starting: () => 0,
    usage: () => ({
      billedSeconds: billedMs / 1000,
      readySeconds: billedMs / 1000,
      busySlotSeconds: busyMs / 1000,
      starts,
      invocations,
    }),
  };
}
