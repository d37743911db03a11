import { isWhole } from './is-whole.ts';

/** How many jobs of a type may be at work. Kept over all workers; what is left out is not limited. */
export interface JobLimits {
  /** Jobs of the type that hold a slot at once: from when they are QUEUED to their end, retries and their back-off included. */
  readonly concurrency?: number;
  /** The same, of each owner. */
  readonly concurrencyPerOwner?: number;
  /** Jobs of the type that are begun in a minute, evenly spread. A further attempt is no new start. */
  readonly startsPerMinute?: number;
  /** The same, of each owner. */
  readonly startsPerMinutePerOwner?: number;
}

/** All that hold a slot are in one item of the table, which every slot that is taken or returned pays for. */
const MAX_CONCURRENCY = 1000;
/** Every start is a write of one item: DynamoDB takes 1000 in a second, for all that happens to it. */
const MAX_STARTS = 6000;

const MAXIMA = {
  concurrency: MAX_CONCURRENCY,
  concurrencyPerOwner: MAX_CONCURRENCY,
  startsPerMinute: MAX_STARTS,
  startsPerMinutePerOwner: MAX_STARTS,
} as const satisfies Record<keyof JobLimits, number>;

/** Every fault of a type's limits; none is the rule. */
export function limitProblems(limits: JobLimits = {}): string[] {
  const { concurrency, concurrencyPerOwner, startsPerMinute } = limits;
  const ranges = Object.entries(MAXIMA).map(([name, max]) => {
    const value = limits[name as keyof JobLimits];
    return value === undefined || isWhole(value, 1, max) ? '' : `limits.${name} must be whole, from 1 to ${max}`;
  });
  return [
    ...ranges,

    (concurrencyPerOwner ?? 0) > (concurrency ?? Infinity)
      ? 'limits.concurrencyPerOwner must be at most limits.concurrency: an owner never gets more than there is'
      : '',
    concurrencyPerOwner !== undefined && startsPerMinute !== undefined && concurrency === undefined
      ? 'limits.concurrencyPerOwner together with limits.startsPerMinute needs limits.concurrency too: all of the type’s slots are then counted in one item'
      : '',
  ].filter(Boolean);
}
