import type { StateWrite } from './history.ts';

/** The clocks are one; this is what a write may take from the writer's look at the clock to the table. */
const TOLERANCE_MS = 50;

/**
 * What was written by somebody who did not hold the lease. While a job runs, its state is changed by the task that
 * claimed it; by others only once the lease is over, and then to a new attempt, or to an end without a result.
 */
export function staleWrites(states: readonly StateWrite[]): readonly string[] {
  return states.flatMap((state, n) => {
    const before = states[n - 1];
    if (before?.status !== 'RUNNING') return [];
    const isNextAttempt = state.status === 'RUNNING';
    const isOwn = state.writer === before.writer && state.attempt === before.attempt;
    if (isOwn && !isNextAttempt) return [];
    const isOver = (state.leaseBefore ?? Infinity) <= state.at + TOLERANCE_MS;
    const mayTakeOver = isNextAttempt ? state.attempt === before.attempt + 1 : isEndWithoutResult(state);
    if (isOver && mayTakeOver) return [];
    const holder = `${before.writer} in attempt ${before.attempt}`;
    return [`${state.jobId}: ${state.status} in attempt ${state.attempt} by ${state.writer}, while ${holder} held it`];
  });
}

const isEndWithoutResult = ({ status }: StateWrite) => status === 'FAILED' || status === 'CANCELLED';
