import type { EcsCompute } from '@jobs/shared-contracts';

/** How many tasks the declared steps want for a backlog, within the declared minimum and maximum. */
export function tasksForBacklog(compute: EcsCompute, backlog: number): number {
  const step = compute.scalingSteps.findLast(({ backlogAtLeast }) => backlog >= backlogAtLeast);
  return Math.min(compute.maxTasks, Math.max(compute.minTasks, step?.tasks ?? 0));
}

export interface ScalingState {
  readonly desiredTasks: number;
  /** Since when nothing is visible, in flight or delayed. */
  readonly idleSinceMs?: number;
}

export interface Observation {
  /** Visible, in flight and delayed messages over all lanes. */
  readonly backlog: number;
  readonly nowMs: number;
  /** How long a type must have been idle before its tasks are stopped. */
  readonly scaleInAfterMs: number;
}

/** Out by the steps at once; in only to the minimum, and only after an idle time, so that no work in flight is hit. */
export function nextScaling(compute: EcsCompute, state: ScalingState, observation: Observation): ScalingState {
  const { backlog, nowMs, scaleInAfterMs } = observation;
  if (backlog > 0) return { desiredTasks: Math.max(state.desiredTasks, tasksForBacklog(compute, backlog)) };
  const idleSinceMs = state.idleSinceMs ?? nowMs;
  const rested = nowMs - idleSinceMs >= scaleInAfterMs;
  return { desiredTasks: rested ? compute.minTasks : Math.max(compute.minTasks, state.desiredTasks), idleSinceMs };
}
