import { planDisturbances, type Disturbance } from './plan-disturbances.ts';
import { planJobs, type PlannedJob } from './plan-jobs.ts';

export interface ChaosSettings {
  readonly seed: number;
  readonly jobs: number;
  /**
   * Leaves out what only the reconciler repairs, which looks at a job after two minutes: functions that die between
   * storing and sending, and services that are away for longer than the SDK tries.
   */
  readonly quick: boolean;
}

/** All that a seed decides beforehand. Faults are decided call by call, by the same seed. */
export interface ChaosPlan extends ChaosSettings {
  readonly planned: readonly PlannedJob[];
  readonly disturbances: readonly Disturbance[];
}

export const planChaos = (settings: ChaosSettings): ChaosPlan => ({
  ...settings,
  planned: planJobs(settings),
  disturbances: planDisturbances(settings),
});
