import { chance } from './chance.ts';
import type { ChaosSettings } from './chaos-plan.ts';

export type DisturbanceKind =
  /** SIGKILL to a worker. */
  | 'kill-worker'
  /** SIGTERM to a worker, as scale-in or a Spot reclaim sends it. */
  | 'stop-worker'
  /** SIGTERM to all workers of a job type. */
  | 'deploy'
  /** SIGSTOP to a worker for longer than a lease, then SIGCONT. */
  | 'pause-worker'
  /** SIGKILL to the functions' process. */
  | 'kill-functions';

export interface Disturbance {
  readonly kind: DisturbanceKind;
  /** It comes when so many jobs have ended. */
  readonly afterEnded: number;
  /** From 0 up to 1: chooses among what is there. */
  readonly pick: number;
}

/** One for so many jobs. */
const JOBS_PER: Readonly<Record<DisturbanceKind, number>> = {
  'kill-worker': 45,
  'stop-worker': 250,
  deploy: 1000,
  'pause-worker': 400,
  'kill-functions': 500,
};
const QUICK_COUNTS: Readonly<Record<DisturbanceKind, number>> = {
  'kill-worker': 3,
  'stop-worker': 1,
  deploy: 1,
  'pause-worker': 1,
  'kill-functions': 0,
};

/** Not before workers run, and not after the last job. */
const FIRST = 0.03;
const LAST = 0.92;

export function planDisturbances({ seed, jobs, quick }: ChaosSettings): readonly Disturbance[] {
  const kinds = Object.keys(JOBS_PER) as DisturbanceKind[];
  const countOf = (kind: DisturbanceKind) => (quick ? QUICK_COUNTS[kind] : Math.ceil(jobs / JOBS_PER[kind]));
  return kinds
    .flatMap((kind) =>
      Array.from({ length: countOf(kind) }, (_, n): Disturbance => ({
        kind,
        afterEnded: Math.floor(jobs * (FIRST + (LAST - FIRST) * chance(seed, kind, n, 'when'))),
        pick: chance(seed, kind, n, 'whom'),
      })),
    )
    .toSorted((a, b) => a.afterEnded - b.afterEnded);
}
