import type { Arrivals } from '../arrivals/arrivals.ts';
import { NeverDrainedError } from '../errors.ts';
import { createRandom, type Random } from '../random/create-random.ts';
import { createTimeline } from '../virtual-time/create-timeline.ts';
import type { SimulatedJob } from '../workers/work-queue.ts';
import type { Usage } from '../workers/workforce.ts';
import { buildWorkforce } from './build-workforce.ts';
import type { Environment } from './environment.ts';
import type { Setting } from './setting.ts';

export interface Simulation {
  readonly setting: Setting;
  readonly environment: Environment;
  readonly seed: number;
  readonly arrivals: (random: Random) => Arrivals;
  readonly drawWorkMs: (random: Random) => number;
  /** Before the first submission, nobody has used anything for so long. */
  readonly quietMs: number;
  /** What is measured and paid for: from the end of the quiet time until then, or until all jobs are done. */
  readonly windowMs: number;
}

/** How it stood at one time. */
export interface Sample {
  /** From the end of the quiet time. */
  readonly timeMs: number;
  readonly ready: number;
  readonly starting: number;
  readonly waiting: number;
  readonly inFlight: number;
}

export interface SimulationResult {
  readonly setting: Setting;
  /** From submission until the job runs, in milliseconds, by the order of starting. */
  readonly waitsMs: readonly number[];
  /** Of the window alone. */
  readonly usage: Usage;
  readonly dollars: number;
  readonly samples: readonly Sample[];
  /** From the first submission until the last job was done. */
  readonly doneMs: number;
  readonly windowMs: number;
}

const SAMPLES = 600;
const MIN_SAMPLE_MS = 1000;
/** So long after the window, jobs must be done. */
const PATIENCE_MS = 7 * 24 * 3_600_000;
const STEP_MS = 60_000;

const since = (usage: Usage, before: Usage): Usage => ({
  billedSeconds: usage.billedSeconds - before.billedSeconds,
  readySeconds: usage.readySeconds - before.readySeconds,
  busySlotSeconds: usage.busySlotSeconds - before.busySlotSeconds,
  starts: usage.starts - before.starts,
  invocations: usage.invocations - before.invocations,
});

/**
 * Runs jobs through a setting on virtual time. The same seed gives the same result, and other settings the same jobs.
 * @throws {NeverDrainedError} when the setting has too few slots for its jobs
 */
export function simulate(simulation: Simulation): SimulationResult {
  const { setting, environment, seed, quietMs, windowMs } = simulation;
  const timeline = createTimeline();
  const waitsMs: number[] = [];
  const randomFor = (name: string) => createRandom(seed, name);
  let doneAtMs = 0;
  const onStart = ({ submittedMs, workMs }: SimulatedJob, startedMs: number) => {
    waitsMs.push(startedMs - submittedMs);
    doneAtMs = Math.max(doneAtMs, startedMs + workMs);
  };
  const { workforce, onSubmit, dollars } = buildWorkforce(setting, { timeline, environment, randomFor, onStart });

  timeline.runUntil(quietMs);
  const before = workforce.usage();
  const samples: Sample[] = [];
  timeline.every(Math.max(MIN_SAMPLE_MS, windowMs / SAMPLES), quietMs, () => {
    const { ready, starting, waiting, inFlight } = workforce;
    const timeMs = timeline.now() - quietMs;
    samples.push({ timeMs, ready: ready(), starting: starting(), waiting: waiting(), inFlight: inFlight() });
  });

  const arrivals = simulation.arrivals(randomFor('arrivals'))[Symbol.iterator]();
  const workRandom = randomFor('work');
  let isMore = true;
  let firstMs: number | undefined;
  function sendNext() {
    const next = arrivals.next();
    isMore = next.done !== true;
    if (next.done === true) return;
    timeline.at(quietMs + next.value, () => {
      firstMs ??= timeline.now();
      workforce.submit({ submittedMs: timeline.now(), workMs: simulation.drawWorkMs(workRandom) });
      onSubmit();
      sendNext();
    });
  }
  sendNext();

  const isBusy = () => isMore || workforce.waiting() + workforce.inFlight() > 0;
  const endMs = quietMs + windowMs;
  while (isBusy() || timeline.now() < endMs) {
    if (timeline.now() > endMs + PATIENCE_MS) {
      throw new NeverDrainedError(setting.name, workforce.waiting(), PATIENCE_MS / 3_600_000);
    }
    timeline.runUntil(timeline.now() + STEP_MS);
  }
  const usage = since(workforce.usage(), before);
  return {
    setting,
    waitsMs,
    usage,
    dollars: dollars(usage),
    samples,
    doneMs: Math.max(0, doneAtMs - (firstMs ?? 0)),
    windowMs: timeline.now() - quietMs,
  };
}
