import type { Limits } from '../../port/limits.ts';
import { idOf, type KeptLimit, type KeptLimits } from './kept-limits.ts';

const countOf = (limit: KeptLimit, owner: string) =>
  [...limit.holders.values()].filter((one) => one.owner === owner).length;

/** Slots and starts. */
export const memorySlots = ({
  now,
  of,
  used,
}: KeptLimits): Pick<Limits, 'takeSlot' | 'returnSlot' | 'takeStart' | 'getUse'> => ({
  takeSlot: async (limitKey, { owner, holder, max = Infinity, maxPerOwner = Infinity, unlessWaiting = false }) => {
    const limit = of(limitKey);
    if (limit.holders.has(idOf(owner, holder))) return true;
    if (limit.holders.size >= max || countOf(limit, owner) >= maxPerOwner) return false;
    if (unlessWaiting && limit.waiting !== undefined) return false;
    limit.holders.set(idOf(owner, holder), { owner, holder });
    used(limit);
    return true;
  },
  returnSlot: async (limitKey, { owner, holder }) => {
    of(limitKey).holders.delete(idOf(owner, holder));
  },
  takeStart: async (limitKey, { intervalMs, burst, notAfter, unlessWaiting = false }) => {
    const limit = of(limitKey);
    const toleranceMs = (burst - 1) * intervalMs;
    const startAt = Math.max(now(), limit.nextStartAt - toleranceMs);
    if (startAt > Math.max(now(), notAfter) || (unlessWaiting && limit.waiting !== undefined)) {
      return { outcome: 'refused', startAt };
    }
    limit.nextStartAt = Math.max(now(), limit.nextStartAt) + intervalMs;
    return { outcome: 'granted', startAt };
  },
  getUse: async (limitKey) => {
    const { holders, waiting, absent, nextStartAt } = of(limitKey);
    return { holders: [...holders.values()], ...(waiting !== undefined && { waiting }), absent, nextStartAt };
  },
});
