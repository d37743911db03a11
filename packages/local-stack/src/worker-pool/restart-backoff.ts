export interface Restarts {
  /** Tasks that ended by themselves soon after their start, one after the other. */
  readonly crashes: number;
  /** No task is started before this (milliseconds since the epoch). */
  readonly notBeforeMs: number;
}

export const NO_CRASHES: Restarts = { crashes: 0, notBeforeMs: 0 };

/** A task that lived so long was sound: what ended it says nothing about the next. */
const SOUND_AFTER_MS = 30_000;
const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 30_000;

/** ECS restarts a task that exits at once, so a crash loop burns a core; here the delay doubles with each crash. */
export function afterUnexpectedExit(
  restarts: Restarts,
  task: { startedMs: number; endedMs: number },
  longestDelayMs = LONGEST_DELAY_MS,
): Restarts {
  const crashes = task.endedMs - task.startedMs >= SOUND_AFTER_MS ? 1 : restarts.crashes + 1;
  const delayMs = Math.min(longestDelayMs, FIRST_DELAY_MS * 2 ** (crashes - 1));
  return { crashes, notBeforeMs: task.endedMs + delayMs };
}
