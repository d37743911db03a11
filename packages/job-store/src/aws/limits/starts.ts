import type { StartOutcome, StartRequest } from '../../port/limits.ts';
import { expiryOf, USE_PART, type UseItem } from './limit-items.ts';
import type { LimitsTableAccess } from './limits-table-access.ts';

/**
 * One conditional update where nothing was started for a while, two where something was: DynamoDB computes no maximum,
 * so that the two cases of the algorithm are tried one after the other.
 */
export async function takeStart(
  table: LimitsTableAccess,
  limitKey: string,
  request: StartRequest,
): Promise<StartOutcome> {
  const now = table.now();
  const { intervalMs, notAfter, unlessWaiting } = request;
  const toleranceMs = (request.burst - 1) * intervalMs;
  const set = (change: string, condition: string, values: Readonly<Record<string, unknown>>) =>
    table.update({
      limitKey,
      part: USE_PART,
      change: `SET ${change}, #expiresAt = :expiresAt`,
      condition: unlessWaiting ? `(${condition}) AND attribute_not_exists(#waiting)` : condition,
      values: { ...values, ':now': now, ':expiresAt': expiryOf(now) },
    });

  const idle = await set('#nextStartAt = :next', 'attribute_not_exists(#nextStartAt) OR #nextStartAt <= :now', {
    ':next': now + intervalMs,
  });
  if (idle) return { outcome: 'granted', startAt: now };

  const latest = notAfter + toleranceMs;
  const busy = await set('#nextStartAt = #nextStartAt + :interval', '#nextStartAt > :now AND #nextStartAt <= :latest', {
    ':interval': intervalMs,
    ':latest': latest,
  });
  const { nextStartAt = now } = (busy ?? (await table.read(limitKey, USE_PART)) ?? {}) as UseItem;
  const before = busy ? nextStartAt - intervalMs : nextStartAt;
  return { outcome: busy ? 'granted' : 'refused', startAt: Math.max(now, before - toleranceMs) };
}
