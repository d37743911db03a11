import type { Limits } from '../../port/limits.ts';
import { createKeptLimits, type KeptLimits } from './kept-limits.ts';
import { memoryLines } from './memory-lines.ts';
import { memorySlots } from './memory-slots.ts';

/** Limits in memory: each call does all that it does at once, before it answers. */
export function createMemoryLimits(now: () => number): Limits {
  const kept = createKeptLimits(now);
  return { ...memorySlots(kept), ...memoryLines(kept), ...memoryDue(kept) };
}

/** Where a limit stands in the due index; sorts as text. */
const placeOf = ({ limitKey, dueAt }: { readonly limitKey: string; readonly dueAt: number }) =>
  `${String(dueAt).padStart(16, '0')} ${limitKey}`;

const memoryDue = ({ now, all, of }: KeptLimits): Pick<Limits, 'listDueLimits' | 'postponeLimit' | 'noteAbsent'> => ({
  listDueLimits: async ({ limit, cursor = '' }) => {
    const due = all()
      .flatMap(([limitKey, { dueAt = Infinity }]) => (dueAt <= now() ? [{ limitKey, dueAt }] : []))
      .filter((one) => placeOf(one) > cursor)
      .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
    const page = due.slice(0, limit);
    const last = page.at(-1);
    return {
      limitKeys: page.map(({ limitKey }) => limitKey),
      ...(last && due.length > page.length && { cursor: placeOf(last) }),
    };
  },
  postponeLimit: async (limitKey, delayMs) => {
    const limit = of(limitKey);
    if (limit.dueAt === undefined) return;
    const isIdle = limit.waiting === undefined && limit.holders.size === 0;
    limit.dueAt = isIdle ? undefined : now() + delayMs;
  },
  noteAbsent: async (limitKey, holders) => {
    of(limitKey).absent = holders;
  },
});
