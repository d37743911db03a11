/**
 * How long after the end of a lease somebody looks whether its worker is gone. SQS hands the message to another worker
 * at the lease's end: a look is for the case that there is no message.
 */
export const LEASE_OVERDUE_MS = 15_000;

/** A heartbeat that must move a job's due time moves it by so much at once: each move writes the due index twice. */
const DUE_STRIDE_MS = 5 * 60_000;

/**
 * When a job that runs is to be looked at, if it is not to be as it is: after the end of its lease, and not much later.
 * @returns undefined when `dueAt` may stay
 */
export function movedDueTime(dueAt: number | undefined, leaseExpiresAt: number): number | undefined {
  const earliest = leaseExpiresAt + LEASE_OVERDUE_MS;
  const latest = earliest + DUE_STRIDE_MS;
  return dueAt !== undefined && dueAt >= earliest && dueAt <= latest ? undefined : latest;
}
