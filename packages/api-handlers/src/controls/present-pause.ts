import type { PausedState } from '@jobs/job-store';
import type { OperatorPause, Pause } from '@jobs/shared-contracts';

const timeOf = (time: number) => new Date(time).toISOString();

/** For everybody: not by whom. */
export const presentPause = ({ since, reason }: PausedState): Pause => ({
  since: timeOf(since),
  ...(reason !== undefined && { reason }),
});

export const presentPauseToOperator = ({ since, by, reason }: PausedState): OperatorPause => ({
  since: timeOf(since),
  by,
  ...(reason !== undefined && { reason }),
});
