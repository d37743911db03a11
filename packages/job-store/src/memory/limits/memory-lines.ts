import { randomUUID } from 'node:crypto';
import { inServingOrder } from '../../aws/limits/limit-items.ts';
import type { Limits } from '../../port/limits.ts';
import { idOf, type KeptLimits } from './kept-limits.ts';

/** Lines of those that wait. */
export const memoryLines = ({
  now,
  of,
  used,
}: KeptLimits): Pick<Limits, 'joinLine' | 'listLines' | 'serveLine' | 'closeLine' | 'noneWaits'> => ({
  joinLine: async (limitKey, { owner, lane }) => {
    const limit = of(limitKey);
    const { servedAt = now() } = limit.lines.get(idOf(owner, lane)) ?? {};
    const joined = randomUUID();
    limit.lines.set(idOf(owner, lane), { owner, lane, servedAt, joined });
    limit.waiting = joined;
    used(limit);
  },
  listLines: async (limitKey) => [...of(limitKey).lines.values()].toSorted(inServingOrder),
  serveLine: async (limitKey, { owner, lane }) => {
    const { lines } = of(limitKey);
    const line = lines.get(idOf(owner, lane));
    if (line) lines.set(idOf(owner, lane), { ...line, servedAt: now() });
  },
  closeLine: async (limitKey, { owner, lane, joined }) => {
    const { lines } = of(limitKey);
    if (lines.get(idOf(owner, lane))?.joined === joined) lines.delete(idOf(owner, lane));
  },
  noneWaits: async (limitKey, waiting) => {
    const limit = of(limitKey);
    if (limit.waiting === waiting) limit.waiting = undefined;
  },
});
