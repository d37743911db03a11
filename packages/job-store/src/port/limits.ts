import type { Lane } from '@jobs/shared-contracts';

/** Whose slot it is. `holder` is a name of the caller’s: taking and returning by it again changes nothing. */
export interface SlotHolder {
  readonly owner: string;
  readonly holder: string;
}

/** A slot to take, and how many there are. */
export interface SlotRequest extends SlotHolder {
  /** Of all owners together; no limit without it. */
  readonly max?: number;
  readonly maxPerOwner?: number;
  /** Leaves the slot to those that wait, if some do. */
  readonly unlessWaiting?: boolean;
}

/**
 * Evenly spread starts, by the generic cell rate algorithm: https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm.
 * Times are milliseconds since the epoch.
 */
export interface StartRequest {
  /** Between two starts. */
  readonly intervalMs: number;
  /** So many starts may come at once, after a time without any. 1 spreads all of them. */
  readonly burst: number;
  /** The start is not to be later than that. */
  readonly notAfter: number;
  readonly unlessWaiting?: boolean;
}

export type StartOutcome =
  | { readonly outcome: 'granted'; readonly startAt: number }
  /** Nothing was changed. `startAt` is when it could be, as far as can be told now. */
  | { readonly outcome: 'refused'; readonly startAt: number };

/** What a limit has given away. */
export interface LimitUse {
  readonly holders: readonly SlotHolder[];
  /** Somebody waits. Another value whenever somebody joins a line: pass it to `noneWaits`. */
  readonly waiting?: string;
  /** Those whose jobs were gone when `noteAbsent` was called last. */
  readonly absent: readonly string[];
  /** Not before, with a burst of 1. */
  readonly nextStartAt: number;
}

/** The jobs of an owner and a lane that wait for a limit. */
export interface LineRef {
  readonly owner: string;
  readonly lane: Lane;
}

export interface Line extends LineRef {
  /** When it was last served, or began. */
  readonly servedAt: number;
  /** Another value whenever somebody joins it. */
  readonly joined: string;
}

export interface DueLimits {
  readonly limitKeys: readonly string[];
  /** Pass it back to go on; absent at the end. */
  readonly cursor?: string;
}

/**
 * What is given away under a limit. Every method is one conditional write or one read, but for `joinLine`; reads are
 * strongly consistent, but for `listDueLimits`. Who holds a slot is known by name: nothing is only counted, so that a
 * write that is made twice, or an end that nobody tells of, is repaired by looking at the holders.
 */
export interface Limits {
  /** Whether the slot is the holder’s now, or was before. */
  takeSlot(limitKey: string, request: SlotRequest): Promise<boolean>;
  /** Nothing if it is not the holder’s. */
  returnSlot(limitKey: string, holder: SlotHolder): Promise<void>;
  takeStart(limitKey: string, request: StartRequest): Promise<StartOutcome>;
  getUse(limitKey: string): Promise<LimitUse>;

  /** A job waits in the line: from now on slots and starts are left to those that wait. */
  joinLine(limitKey: string, line: LineRef): Promise<void>;
  /** In the order in which they are to be served: by lane, then the one that was served longest ago. */
  listLines(limitKey: string): Promise<readonly Line[]>;
  /** It was served, and is last in its lane. */
  serveLine(limitKey: string, line: LineRef): Promise<void>;
  /** It is empty; nothing happens if somebody has joined since `line` was read. */
  closeLine(limitKey: string, line: Line): Promise<void>;
  /** There are no lines; nothing happens if somebody has joined since `waiting` was read. */
  noneWaits(limitKey: string, waiting: string): Promise<void>;

  /** Limits that somebody should look at, by when. Eventually consistent. */
  listDueLimits(query: { readonly limit: number; readonly cursor?: string }): Promise<DueLimits>;
  /** Has it looked at again after `delayMs`, or when it is next used if nothing is held and nobody waits. */
  postponeLimit(limitKey: string, delayMs: number): Promise<void>;
  /** Remembers whose jobs were gone, so that the next look can tell that they still are. */
  noteAbsent(limitKey: string, holders: readonly string[]): Promise<void>;
}

/** A limit is looked at so long after it came into use. */
export const LIMIT_DUE_MS = 2 * 60 * 1000;
