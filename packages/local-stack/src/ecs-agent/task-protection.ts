/** What a task asked of ECS: not to be stopped by a scale-in before `expiresAtMs`. */
export interface TaskProtection {
  readonly enabled: boolean;
  readonly expiresAtMs?: number;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection-endpoint.html */
export const PROTECTION_MINUTES = { min: 1, max: 2880, default: 120 } as const;

const UNPROTECTED: TaskProtection = { enabled: false };

/** Which tasks are protected from scale-in, by the clock given. */
export function createTaskProtections(now: () => number) {
  const protections = new Map<string, TaskProtection>();

  function get(taskId: string): TaskProtection | undefined {
    const protection = protections.get(taskId);
    return protection?.expiresAtMs !== undefined && protection.expiresAtMs <= now() ? UNPROTECTED : protection;
  }

  return {
    add: (taskId: string) => void protections.set(taskId, UNPROTECTED),
    remove: (taskId: string) => void protections.delete(taskId),
    /** Undefined for a task that does not run. */
    get,
    isProtected: (taskId: string) => get(taskId)?.enabled ?? false,
    protect: (taskId: string, minutes: number) =>
      void protections.set(taskId, { enabled: true, expiresAtMs: now() + minutes * 60_000 }),
    unprotect: (taskId: string) => void protections.set(taskId, UNPROTECTED),
  };
}

export type TaskProtections = ReturnType<typeof createTaskProtections>;
