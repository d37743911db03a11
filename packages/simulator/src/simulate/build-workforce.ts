import { createLaunchRate } from '../fargate/create-launch-rate.ts';
import { createFunctionPool } from '../lambda/create-function-pool.ts';
import { functionDollars, taskSecondPrice } from '../pricing/compute-price.ts';
import type { Random } from '../random/create-random.ts';
import { createScaledService } from '../scaling/create-scaled-service.ts';
import type { Timeline } from '../virtual-time/create-timeline.ts';
import { createWaker } from '../wake/create-waker.ts';
import { createTaskPool } from '../workers/create-task-pool.ts';
import type { SimulatedJob } from '../workers/work-queue.ts';
import type { Usage, Workforce } from '../workers/workforce.ts';
import type { Environment } from './environment.ts';
import type { Setting } from './setting.ts';

export interface BuildOptions {
  readonly timeline: Timeline;
  readonly environment: Environment;
  readonly randomFor: (name: string) => Random;
  readonly onStart: (job: SimulatedJob, startedMs: number) => void;
}

export interface BuiltWorkforce {
  readonly workforce: Workforce;
  /** A job has been submitted: what the submit path does besides sending it. */
  readonly onSubmit: () => void;
  readonly dollars: (usage: Usage) => number;
}

const MINUTE_MS = 60_000;

/** What a setting is made of, on a timeline. */
export function buildWorkforce(setting: Setting, options: BuildOptions): BuiltWorkforce {
  const { timeline, environment, randomFor, onStart } = options;
  const { pickUpMs, stopMs, spot } = environment;
  if (setting.kind === 'lambda') {
    const workforce = createFunctionPool({
      timeline,
      random: randomFor('function'),
      batchSize: setting.concurrencyPerWorker,
      eventSource: environment.eventSource,
      maxConcurrency: setting.compute.maxConcurrency,
      pickUpMs,
      initMs: environment.lambdaInitMs,
      keptWarmMs: environment.lambdaKeptWarmMs,
      onStart,
    });
    return { workforce, onSubmit: () => undefined, dollars: (usage) => functionDollars(setting.compute, usage) };
  }
  const pool = createTaskPool({
    timeline,
    random: randomFor('tasks'),
    slotsPerTask: setting.concurrencyPerWorker,
    launchRate: createLaunchRate(environment.launchRate),
    startTime: environment.startTime,
    reactionMs: environment.ecsReactionMs,
    stopMs,
    pickUpMs,
    onStart,
  });
  const pricePerSecond = taskSecondPrice(setting.compute, spot);
  const dollars = ({ billedSeconds }: Usage) => billedSeconds * pricePerSecond;
  if (setting.kind === 'fixed') {
    pool.setDesired(setting.tasks);
    return { workforce: pool, onSubmit: () => undefined, dollars };
  }
  const backlog = () => pool.waiting() + pool.inFlight();
  const service = createScaledService({
    timeline,
    random: randomFor('alarms'),
    rules: setting.rules,
    lag: environment.lag,
    backlog,
    runningTasks: pool.ready,
    onDesired: (tasks) => pool.setDesired(tasks),
  });
  // The first tasks of a service that has a minimum, and the first use of its queues.
  pool.setDesired(service.desiredTasks());
  service.useQueues();
  // Tasks that have nothing to do ask for messages.
  timeline.every(MINUTE_MS, timeline.now(), () => {
    if (pool.ready() > 0) service.useQueues();
  });
  const waker = createWaker({
    timeline,
    random: randomFor('wake'),
    mode: setting.wake,
    service,
    declaredMinTasks: setting.rules.minTasks,
    backlog,
    idleSeconds: setting.scaleInAfterMinutes * 60,
    callMs: environment.wakeCallMs,
  });
  return {
    workforce: pool,
    onSubmit() {
      service.useQueues();
      waker.onSubmit();
    },
    dollars,
  };
}
