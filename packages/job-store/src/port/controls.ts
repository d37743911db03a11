/** Why and since when workers take no jobs of a type. */
export interface PausedState {
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** The owner of the API key that paused it. */
  readonly by: string;
  readonly reason?: string;
}

/** What operators have set of job types. */
export interface Controls {
  /** Of a job type that is paused already, nothing changes. @returns how it is paused now */
  pause(jobType: string, as: Pick<PausedState, 'by' | 'reason'>): Promise<PausedState>;
  /** @returns how it was paused; undefined if it was not */
  resume(jobType: string): Promise<PausedState | undefined>;
  /** Eventually consistent: every worker asks now and again. */
  getPause(jobType: string): Promise<PausedState | undefined>;
}
