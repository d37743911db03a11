import type { StateWrite } from './history.ts';
import { statesByJob } from './states-by-job.ts';

/** A task that was killed, or did not run for longer than a lease. */
export interface Outage {
  readonly taskId: string;
  readonly at: number;
}

/** A claim follows its receive within this, unless the task is lost in between. */
const SOON_MS = 5000;

/** A message of a job that a task received. */
interface Receive {
  readonly jobId: string;
  readonly task: string;
  readonly at: number;
  readonly hasArrived: boolean;
}

/** How long a job waited for the next task that took it on. */
export interface Recovery {
  readonly jobId: string;
  readonly waitedMs: number;
  /**
   * It met a second fault meanwhile: its message went to another task that was lost, or on the way to one, and was
   * hidden for as long as a lease once more; or the task that took it on at last was paused in between.
   */
  readonly again: boolean;
}

/** Of each job that a lost task had claimed: its wait. */
export function recoveriesOf(
  writes: readonly StateWrite[],
  receives: readonly Receive[],
  outages: readonly Outage[],
): readonly Recovery[] {
  const receivesOf = Map.groupBy(receives, ({ jobId }) => jobId);
  const lostTasks = new Set(outages.map(({ taskId }) => taskId));
  const byJob = statesByJob(writes);
  const jobsOf = Map.groupBy(writes, ({ writer }) => writer);
  return outages.flatMap(({ taskId, at }) => {
    const jobIds = new Set((jobsOf.get(taskId) ?? []).map(({ jobId }) => jobId));
    return [...jobIds].flatMap((jobId) => {
      const states = byJob.get(jobId) ?? [];
      const held = states.findLast((state) => state.at <= at);
      if (held?.status !== 'RUNNING' || held.writer !== taskId) return [];
      const next = states[states.indexOf(held) + 1];
      // What was on its way to the table when the task was lost was no loss.
      if (!next || next.writer === taskId) return [];
      const isLostAgain = (receive: Receive) =>
        receive.at > at && receive.at < next.at - SOON_MS && (lostTasks.has(receive.task) || !receive.hasArrived);
      const wasPaused = outages.some(
        (outage) => outage.taskId === next.writer && outage.at > at && outage.at < next.at,
      );
      const again = wasPaused || (receivesOf.get(jobId) ?? []).some(isLostAgain);
      return [{ jobId, waitedMs: next.at - at, again }];
    });
  });
}
