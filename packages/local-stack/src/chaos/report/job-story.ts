import type { ChaosRun } from '../run-chaos.ts';

/** What became of one job, in order: its states, the receives of its messages, and the tasks that were lost meanwhile. */
export function jobStory({ history, observed, disturber }: ChaosRun, jobId: string): readonly string[] {
  const states = history.writes.filter((write) => write.jobId === jobId);
  const deliveries = observed.deliveries.filter((delivery) => delivery.jobId === jobId);
  const writers = new Set([...states.map(({ writer }) => writer), ...deliveries.map(({ task }) => task)]);
  const entries = [
    ...states.map(({ at, status, attempt, writer }) => ({ at, what: `${status} in attempt ${attempt} by ${writer}` })),
    ...deliveries.map(({ at, messageId, receiveCount, task }) => ({
      at,
      what: `${messageId} received by ${task}, the ${receiveCount}. time`,
    })),
    ...disturber.outages
      .filter(({ taskId }) => writers.has(taskId))
      .map(({ at, taskId }) => ({ at, what: `${taskId} lost` })),
  ].toSorted((a, b) => a.at - b.at);
  const start = entries[0]?.at ?? 0;
  return entries.map(({ at, what }) => `${((at - start) / 1000).toFixed(2).padStart(8)} s  ${what}`);
}
