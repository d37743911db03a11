import { LANES, LIMITS, type Lane } from '@jobs/shared-contracts';
import type { LimitUse, Line, LineRef } from '../../port/limits.ts';
import { toSeconds } from '../jobs/job-item.ts';

/** The part of a limit that holds what is given away; the others are lines. */
export const USE_PART = 'use';
const LINE = 'line#';
/** Each owner's holders are an attribute of their own, so that one update can count those of the owner and of all. */
const HOLDERS_OF = 'of#';

export const DUE_SHARD = 'due';

export interface UseItem {
  readonly inUse?: number;
  readonly waiting?: string;
  readonly absent?: ReadonlySet<string>;
  /** When the next start is due, were there no burst: the algorithm's theoretical arrival time. */
  readonly nextStartAt?: number;
  readonly [holdersOf: `of#${string}`]: ReadonlySet<string>;
}

interface LineItem {
  readonly part: string;
  readonly servedAt: number;
  readonly joined: string;
}

export const holdersOf = (owner: string): `of#${string}` => `${HOLDERS_OF}${owner}`;

/** Sorts by lane. */
export const linePart = ({ lane, owner }: LineRef) => `${LINE}${LANES.indexOf(lane)}#${owner}`;
export const LINE_PREFIX = LINE;

export function lineOf({ part, servedAt, joined }: LineItem): Line {
  const [, lane = '', ...owner] = part.split('#');
  return { lane: LANES[Number(lane)] as Lane, owner: owner.join('#'), servedAt, joined };
}

/** By lane, and in it by when it was served. */
export const inServingOrder = (a: Line, b: Line) =>
  LANES.indexOf(a.lane) - LANES.indexOf(b.lane) || a.servedAt - b.servedAt || (a.owner < b.owner ? -1 : 1);

export function useOf(item: UseItem = {}): LimitUse {
  const holders = Object.entries(item).flatMap(([attribute, held]) =>
    attribute.startsWith(HOLDERS_OF)
      ? [...(held as ReadonlySet<string>)].map((holder) => ({ owner: attribute.slice(HOLDERS_OF.length), holder }))
      : [],
  );
  return {
    holders,
    ...(item.waiting !== undefined && { waiting: item.waiting }),
    absent: [...(item.absent ?? [])],
    nextStartAt: item.nextStartAt ?? 0,
  };
}

/** Longer than any job that holds a slot: what is left of a limit that nobody uses any more goes by itself. */
export const expiryOf = (now: number) => toSeconds(now) + LIMITS.delaySeconds + LIMITS.jobRetentionDays * 24 * 60 * 60;
