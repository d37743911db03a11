import { LIMIT_DUE_MS, type Line, type SlotHolder } from '../../port/limits.ts';

/** What is kept of a limit. */
export interface KeptLimit {
  readonly holders: Map<string, SlotHolder>;
  readonly lines: Map<string, Line>;
  waiting: string | undefined;
  absent: readonly string[];
  nextStartAt: number;
  dueAt: number | undefined;
}

export interface KeptLimits {
  readonly now: () => number;
  readonly all: () => readonly (readonly [limitKey: string, limit: KeptLimit])[];
  readonly of: (limitKey: string) => KeptLimit;
  /** It is in use from now on, if it was not. */
  readonly used: (limit: KeptLimit) => void;
}

export const idOf = (...parts: readonly string[]): string => JSON.stringify(parts);

const unused = (): KeptLimit => ({
  holders: new Map(),
  lines: new Map(),
  waiting: undefined,
  absent: [],
  nextStartAt: 0,
  dueAt: undefined,
});

export function createKeptLimits(now: () => number): KeptLimits {
  const kept = new Map<string, KeptLimit>();
  return {
    now,
    all: () => [...kept],
    of: (limitKey) => {
      const limit = kept.get(limitKey) ?? unused();
      kept.set(limitKey, limit);
      return limit;
    },
    used: (limit) => {
      limit.dueAt ??= now() + LIMIT_DUE_MS;
    },
  };
}
