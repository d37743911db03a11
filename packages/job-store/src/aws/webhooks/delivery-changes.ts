import type { DeliveryAttemptRecord, DeliveryEnd, DeliveryRecord, NewDelivery } from '../../port/webhook-deliveries.ts';

/** A message should have come for it by then; otherwise the sweep sends another. */
const MESSAGE_OVERDUE_MS = 60 * 1000;
/** What a message can be delayed by: later tries wait in the due index alone. */
const LONGEST_MESSAGE_DELAY_MS = 900 * 1000;
/** Of all rounds, the last so many are kept: an item has no room for all of a delivery that is replayed for ever. */
const KEPT_ATTEMPTS = 50;

/** A delivery, and when somebody should look at it. */
export interface DeliveryChange {
  readonly record: DeliveryRecord;
  readonly dueAt: number | undefined;
}

export const created = (delivery: NewDelivery, now: number): DeliveryChange => ({
  record: { ...delivery, state: 'PENDING', tries: 0, attempts: [], createdAt: now, nextAttemptAt: now },
  dueAt: now + MESSAGE_OVERDUE_MS,
});

export const mayBeTaken = ({ state, nextAttemptAt = 0, leaseExpiresAt = 0 }: DeliveryRecord, now: number) =>
  state === 'PENDING' && nextAttemptAt <= now && leaseExpiresAt <= now;

/** If whoever took it dies, the next look is after the lease; whoever takes it then writes down that it was so. */
export function taken(delivery: DeliveryRecord, now: number, leaseDurationMs: number): DeliveryChange {
  const { leaseExpiresAt: lost, tries, attempts } = delivery;
  const interrupted = { at: lost ?? now, durationMs: 0, outcome: { error: 'interrupted' } } as const;
  const leaseExpiresAt = now + leaseDurationMs;
  return {
    record: {
      ...delivery,
      tries: tries + 1,
      attempts: lost === undefined ? attempts : keptOf([...attempts, interrupted]),
      leaseExpiresAt,
    },
    dueAt: leaseExpiresAt,
  };
}

const keptOf = (attempts: readonly DeliveryAttemptRecord[]) => attempts.slice(-KEPT_ATTEMPTS);

export function ended(
  delivery: DeliveryRecord,
  now: number,
  end: DeliveryEnd,
  attempt: DeliveryAttemptRecord | undefined,
): DeliveryChange {
  const { leaseExpiresAt: _lease, nextAttemptAt: _next, ...rest } = delivery;
  const attempts = keptOf([...rest.attempts, ...(attempt ? [attempt] : [])]);
  const record = { ...rest, attempts, state: end.state };
  if (end.state !== 'PENDING') return { record, dueAt: undefined };
  const nextAttemptAt = now + end.delayMs;
  const byMessage = end.delayMs <= LONGEST_MESSAGE_DELAY_MS;
  return {
    record: { ...record, nextAttemptAt },
    dueAt: byMessage ? nextAttemptAt + MESSAGE_OVERDUE_MS : nextAttemptAt,
  };
}

export function replayed(delivery: DeliveryRecord, now: number): DeliveryChange {
  const { leaseExpiresAt: _lease, ...rest } = delivery;
  return {
    record: { ...rest, state: 'PENDING', tries: 0, nextAttemptAt: now, replayedAt: now },
    dueAt: now + MESSAGE_OVERDUE_MS,
  };
}
