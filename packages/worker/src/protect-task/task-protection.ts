/**
 * Keeps the platform from stopping this task while it has work.
 * It does not hold against Spot reclaims and task retirement: those come with SIGTERM.
 */
export interface TaskProtection {
  /** `refused`: the task may be stopped any moment. `unknown`: nobody answered; work goes on without protection. */
  protect(expiresInMinutes: number): Promise<'protected' | 'refused' | 'unknown'>;
  /** Never rejects: an unneeded protection expires by itself. */
  unprotect(): Promise<void>;
}

/** Where nobody scales tasks in. */
export const noProtection: TaskProtection = {
  protect: () => Promise.resolve('protected'),
  unprotect: () => Promise.resolve(),
};
