/** What is known of a job type whose service may sleep at zero tasks. */
export interface WakeState {
  /** When somebody last said that there is work. Milliseconds since the epoch; undefined while the service may sleep. */
  readonly workAt: number | undefined;
  readonly isPaused: boolean;
}

export type WorkNoted =
  /** Nobody had said so since the service was left to sleep: whoever is told this wakes it. */
  | { readonly outcome: 'asleep' }
  /** It was known, and is known for longer now. */
  | { readonly outcome: 'awake' }
  /** Nothing was written: it was said a moment ago (`workAt`, where the table tells), or the job type is paused. */
  | { readonly outcome: 'unchanged'; readonly workAt: number | undefined };

/**
 * Which job types have work, as all functions agree on it. Whoever is told `asleep` raises the minimum of the service;
 * the reconciler lowers it, once it has made the table forget.
 */
export interface WakeStates {
  /** Says that there is work now. Of many at once, and of those within the interval, one writes. */
  noteWork(jobType: string): Promise<WorkNoted>;
  /** Consistent. */
  getWakeState(jobType: string): Promise<WakeState>;
  /** @returns whether it was forgotten: not if somebody has said since `workAt` that there is work */
  forgetWork(jobType: string, workAt: number): Promise<boolean>;
}
