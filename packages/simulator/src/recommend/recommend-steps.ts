import { isOnEcs, type EcsCompute } from '@jobs/shared-contracts';
import type { Declaration } from '../command-line/parse-setting.ts';
import { InvalidOptionsError, NeverDrainedError } from '../errors.ts';
import { summarize, type Summary } from '../report/summarize.ts';
import { declaredScaling } from '../scaling/declared-scaling.ts';
import type { Setting } from '../simulate/setting.ts';
import { simulateRounds, type Comparison } from '../simulate/simulate-rounds.ts';
import { doublingSteps, neighboursOf, type Candidate } from './candidate-steps.ts';

export interface RecommendOptions extends Comparison {
  readonly declaration: Declaration;
  /** 95 % of the jobs are to wait at most so long. */
  readonly waitTargetMs: number;
}

export interface Recommendation {
  readonly waitTargetMs: number;
  /** Whether the target is met; otherwise `compute` is what comes nearest. */
  readonly isMet: boolean;
  readonly compute: EcsCompute;
  /** With other random numbers than it was found with. */
  readonly found: Summary;
  /** As it is declared now; absent when that never gets done. */
  readonly declared?: Summary;
  readonly tried: number;
}

const JOBS_PER_SLOT = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64];
/** More tasks than are declared may be needed. */
const MAX_TASKS_FACTORS = [0.1, 0.2, 0.5, 1, 2, 4, 8, 16, 32];
const MAX_TASKS = 1000;
const WARM_TASKS = [0, 1, 2, 4, 8, 16, 32, 64];
const MAX_REFINEMENTS = 12;
/** What is found is tried with other random numbers, and passed over if it was luck. */
const FRESH_SEEDS_FROM = 1_000_000;

interface Tried {
  readonly candidate: Candidate;
  readonly p95: number;
  readonly dollars: number;
}

/** Of two at the same cost, the one with fewer steps. */
const byCost = (a: Tried, b: Tried) =>
  a.dollars - b.dollars || a.candidate.scalingSteps.length - b.candidate.scalingSteps.length || a.p95 - b.p95;

/** Searches scaling steps for a wait at the least cost: a grid of doubling steps, then changes of single steps. */
export function recommendSteps(options: RecommendOptions): Recommendation {
  const { declaration, waitTargetMs } = options;
  const { settings, scaleInAfterMinutes } = declaration;
  if (!isOnEcs(settings)) {
    throw new InvalidOptionsError([`${settings.name} is a function, which has no steps to recommend.`]);
  }
  const { compute, concurrencyPerWorker } = settings;
  const targetSeconds = waitTargetMs / 1000;

  function run(candidate: Candidate, name: string, seed: number): Summary | undefined {
    const wanted = { ...compute, ...candidate };
    const rules = declaredScaling(wanted, scaleInAfterMinutes);
    const setting: Setting = {
      name,
      kind: 'scaled',
      compute: wanted,
      concurrencyPerWorker,
      rules,
      wake: 'submit',
      scaleInAfterMinutes,
    };
    try {
      return summarize(simulateRounds({ ...options, seed }, setting));
    } catch (error) {
      if (error instanceof NeverDrainedError) return undefined;
      throw error;
    }
  }

  const tried = new Map<string, Tried>();
  function tryOut(candidate: Candidate): Tried {
    const key = JSON.stringify(candidate);
    const summary = tried.get(key) ? undefined : run(candidate, 'candidate', options.seed);
    const { waitSeconds: { p95 } = { p95: Infinity }, dollars = Infinity } = summary ?? {};
    const result = tried.get(key) ?? { candidate, p95, dollars };
    tried.set(key, result);
    return result;
  }
  const isMet = ({ p95 }: { readonly p95: number }) => p95 <= targetSeconds;
  const good = () => [...tried.values()].filter(isMet).toSorted(byCost);

  const maxima = new Set(MAX_TASKS_FACTORS.map((factor) => Math.min(MAX_TASKS, Math.ceil(compute.maxTasks * factor))));
  for (const minTasks of WARM_TASKS) {
    for (const maxTasks of maxima) {
      if (maxTasks < minTasks) continue;
      for (const jobs of JOBS_PER_SLOT) {
        tryOut({ minTasks, maxTasks, scalingSteps: doublingSteps(jobs * concurrencyPerWorker, minTasks, maxTasks) });
      }
    }
    if (good().length > 0) break;
  }
  tryOut({ minTasks: compute.minTasks, maxTasks: compute.maxTasks, scalingSteps: compute.scalingSteps });

  for (let refined = 0, best = good()[0]; best && refined < MAX_REFINEMENTS; refined++) {
    neighboursOf(best.candidate).forEach(tryOut);
    const next = good()[0];
    if (next === best) break;
    best = next;
  }

  const freshSeed = options.seed + FRESH_SEEDS_FROM;
  const declared = run(compute, 'declared', freshSeed);
  const result = (candidate: Candidate, found: Summary): Recommendation => ({
    waitTargetMs,
    isMet: found.waitSeconds.p95 <= targetSeconds,
    compute: { ...compute, ...candidate },
    found,
    ...(declared && { declared }),
    tried: tried.size,
  });
  for (const { candidate } of good()) {
    const found = run(candidate, 'recommended', freshSeed);
    if (found && found.waitSeconds.p95 <= targetSeconds) return result(candidate, found);
  }
  const nearest = [...tried.values()].toSorted((a, b) => a.p95 - b.p95 || byCost(a, b))[0];
  const found = nearest && run(nearest.candidate, 'nearest', freshSeed);
  if (!nearest || !found) throw new NeverDrainedError('recommend', 0, 0);
  return result(nearest.candidate, found);
}
