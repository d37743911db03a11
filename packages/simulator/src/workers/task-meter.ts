import { PRICES } from '@jobs/prices';
import type { Usage } from './workforce.ts';

export interface Task {
  readonly launchedMs: number;
  readyMs: number | undefined;
  busySlots: number;
  /** It was told to stop. */
  stopped: boolean;
}

const MIN_BILLED_MS = PRICES.fargateArm64.minBilledSeconds * 1000;

const billedOf = (task: Task, endMs: number) =>
  endMs > task.launchedMs ? Math.max(MIN_BILLED_MS, endMs - task.launchedMs) : 0;
const readyOf = (task: Task, endMs: number) => (task.readyMs === undefined ? 0 : endMs - task.readyMs);

/** Counts what tasks use. They are paid for from their launch, which is a little earlier than Fargate's clock begins. */
export function createTaskMeter() {
  let starts = 0;
  let billedMs = 0;
  let readyMs = 0;
  let busyMs = 0;

  return {
    launch() {
      starts += 1;
    },
    work(heldMs: number) {
      busyMs += heldMs;
    },
    end(task: Task, endMs: number) {
      billedMs += billedOf(task, endMs);
      readyMs += readyOf(task, endMs);
    },
    /** @param tasks those that have not ended */
    usage(nowMs: number, tasks: readonly Task[]): Usage {
      const sum = (part: (task: Task, endMs: number) => number) =>
        tasks.reduce((total, task) => total + part(task, nowMs), 0);
      return {
        billedSeconds: (billedMs + sum(billedOf)) / 1000,
        readySeconds: (readyMs + sum(readyOf)) / 1000,
        busySlotSeconds: busyMs / 1000,
        starts,
        invocations: 0,
      };
    },
  };
}
