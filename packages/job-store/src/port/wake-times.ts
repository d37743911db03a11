/** The times by which services are woken, and left to sleep. In milliseconds. */
export interface WakeTimes {
  /** For so long without any work, a service must not have been left to sleep. */
  readonly idleMs: number;
  /** Within it, all functions together wake a service at most once. */
  readonly intervalMs: number;
  /** For so long after its `workAt`, whoever knows of it may rely on the service being awake. */
  readonly trustMs: number;
}

const INTERVAL_MS = 30_000;

/**
 * SQS may tell the depth of a queue without what was sent within the last minute. So whoever relies on a service must
 * have stopped that a minute, and a submission's half, before the reconciler looks at the queues and lets it sleep.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html
 */
const UNSEEN_MS = 90_000;

/** Below the two minutes that AWS is given at least, as on a laptop, in proportion. */
export function wakeTimes(idleSeconds: number): WakeTimes {
  const idleMs = idleSeconds * 1000;
  const intervalMs = Math.min(INTERVAL_MS, idleMs / 4);
  return { idleMs, intervalMs, trustMs: Math.max(intervalMs, Math.min(idleMs / 2, idleMs - UNSEEN_MS)) };
}
