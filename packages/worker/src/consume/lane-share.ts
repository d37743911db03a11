import { LANES, type Lane } from '@jobs/shared-contracts';
import { LANE_WEIGHTS } from './lane-weights.ts';

/** How long an idle lane's receive waits: what SQS allows if there is no other lane that could need its slot. */
const IDLE_WAIT_SECONDS = { onlyLane: 20, oneOfSeveral: 5 };
/** With fewer free slots than lanes to watch, lanes take turns: this long, so that the next is not left waiting. */
const TURN_WAIT_SECONDS = 1;
/** Above zero, since SQS then asks all of its servers; short, since it holds every slot that it may need. */
const ONLY_BUSY_WAIT_SECONDS = 1;
/**
 * A lane that was found empty is looked at again after so long, or so many messages of others, while others have work: as
 * many as there are slots, if that is more.
 */
const LOOK_AGAIN = { afterMs: 1000, afterMessages: 8 };

/** A receive to make: of so many messages at most, for which as many slots are kept. */
export interface Grant {
  readonly lane: Lane;
  readonly slots: number;
  readonly waitSeconds: number;
}

export interface PollLimits {
  /** Messages at work at once, over all lanes. */
  readonly slots: number;
  /** Receives of one lane at a time. */
  readonly maxPolls: number;
  /** Messages that one receive brings at most: SQS allows 10. */
  readonly perPoll: number;
}

interface LaneState {
  readonly lane: Lane;
  /** What a message adds to `pass`. */
  readonly stride: number;
  /** The lane whose pass is lowest comes next. */
  pass: number;
  /** Receives under way. */
  polls: number;
  /** Those of them that wait for a message, if there is none. */
  waits: number;
  /** Its last receive brought something. */
  hasWork: boolean;
  /** A receive of it has ended. */
  isSeen: boolean;
  /** The more, the later its last receive was begun. */
  asked: number;
  emptySince: { readonly ms: number; readonly received: number };
}

type Shares = Map<LaneState, number>;

/**
 * Divides a worker's slots among the lanes of its job type, by stride scheduling: while several lanes have work they
 * get slots by weight, evenly mixed; a lane without work gets none, but is looked at now and then. While no lane has
 * work, all are watched by long polls: after a first look at each that does not wait, since a worker is started for the
 * backlog of one, and long polls of the others would keep slots from it. No more messages are asked for than there are
 * slots.
 */
export class LaneShare {
  readonly #lanes: readonly LaneState[];
  readonly #polls: PollLimits;
  readonly #now: () => number;
  readonly #idleWaitSeconds: number;
  /** The pass of whoever was served last. A lane that was away goes on from here: it saves up nothing. */
  #pass = 0;
  #received = 0;
  #asked = 0;

  constructor(lanes: readonly Lane[], polls: PollLimits, now: () => number) {
    this.#lanes = LANES.filter((lane) => lanes.includes(lane)).map((lane) => ({
      lane,
      stride: 1 / LANE_WEIGHTS[lane],
      pass: 0,
      polls: 0,
      waits: 0,
      hasWork: false,
      isSeen: false,
      asked: 0,
      emptySince: { ms: -Infinity, received: 0 },
    }));
    this.#polls = polls;
    this.#now = now;
    this.#idleWaitSeconds = lanes.length > 1 ? IDLE_WAIT_SECONDS.oneOfSeveral : IDLE_WAIT_SECONDS.onlyLane;
  }

  /** The receives to begin now with the slots that are free. */
  grants(freeSlots: number): Grant[] {
    return this.#lanes.some(({ hasWork }) => hasWork) ? this.#divide(freeSlots) : this.#watch(freeSlots);
  }

  /** What a granted receive has brought. Slots that it did not need count as never given. */
  answered(grant: Grant, received: number): void {
    const state = this.#settle(grant, received);
    state.polls -= 1;
    state.hasWork = received > 0;
    this.#received += received;
    if (received > 0) this.#pass = Math.max(this.#pass, state.pass - state.stride);
    else state.emptySince = { ms: this.#now(), received: this.#received };
  }

  /** A granted receive has failed: no work is expected of its lane, which must be told once it may be asked again. */
  failed(grant: Grant): void {
    this.#settle(grant, 0).hasWork = false;
  }

  /** Ends what `failed` began. */
  recovered(grant: Grant): void {
    this.#stateOf(grant).polls -= 1;
  }

  /** One message of each lane that is not watched yet; with too few slots, of those that were asked longest ago. */
  #watch(freeSlots: number): Grant[] {
    const unwatched = this.#lanes.filter(({ polls }) => polls === 0);
    const isFirstLook = this.#lanes.length > 1 && this.#lanes.some(({ isSeen }) => !isSeen);
    const candidates = isFirstLook ? unwatched.filter(({ isSeen }) => !isSeen) : unwatched;
    const idleWaitSeconds = freeSlots >= unwatched.length ? this.#idleWaitSeconds : TURN_WAIT_SECONDS;
    const next = candidates.toSorted((a, b) => a.asked - b.asked).slice(0, freeSlots);
    return next.map((state) => {
      this.#charge(state);
      return this.#begin(state, 1, isFirstLook ? 0 : idleWaitSeconds);
    });
  }

  #divide(freeSlots: number): Grant[] {
    const shares: Shares = new Map();
    for (let free = freeSlots; free > 0; free -= 1) {
      const next = this.#nextOf(shares);
      // Its answer comes at once. Were its slots given to others meanwhile, shares would depend on timing.
      if (!next || this.#roomOf(next, shares) === 0) break;
      shares.set(next, (shares.get(next) ?? 0) + 1);
      this.#charge(next);
    }
    return [...shares].flatMap(([state, slots]) => this.#beginAll(state, slots));
  }

  /** The lane with the lowest pass; of equals, the most urgent one. */
  #nextOf(shares: Shares): LaneState | undefined {
    const [first, ...others] = this.#lanes.filter((state) =>
      state.hasWork ? this.#roomOf(state, shares) > 0 || state.waits === 0 : this.#isToBeLookedAt(state, shares),
    );
    return others.reduce((best, state) => (best && this.#passOf(state) < this.#passOf(best) ? state : best), first);
  }

  /** How many more messages could be asked for. */
  #roomOf(state: LaneState, shares: Shares): number {
    return (this.#polls.maxPolls - state.polls) * this.#polls.perPoll - (shares.get(state) ?? 0);
  }

  #isToBeLookedAt(state: LaneState, shares: Shares): boolean {
    const { ms, received } = state.emptySince;
    const afterMessages = Math.max(LOOK_AGAIN.afterMessages, this.#polls.slots);
    const isDue = this.#now() - ms >= LOOK_AGAIN.afterMs || this.#received - received >= afterMessages;
    return isDue && state.polls === 0 && !shares.has(state);
  }

  #beginAll(state: LaneState, slots: number): Grant[] {
    const othersHaveWork = this.#lanes.some((other) => other !== state && other.hasWork);
    const waitSeconds = othersHaveWork ? 0 : ONLY_BUSY_WAIT_SECONDS;
    const { perPoll } = this.#polls;
    return Array.from({ length: Math.ceil(slots / perPoll) }, (_, i) =>
      this.#begin(state, Math.min(perPoll, slots - i * perPoll), waitSeconds),
    );
  }

  #begin(state: LaneState, slots: number, waitSeconds: number): Grant {
    state.polls += 1;
    if (waitSeconds > 0) state.waits += 1;
    this.#asked += 1;
    state.asked = this.#asked;
    return { lane: state.lane, slots, waitSeconds };
  }

  #settle(grant: Grant, received: number): LaneState {
    const state = this.#stateOf(grant);
    state.isSeen = true;
    if (grant.waitSeconds > 0) state.waits -= 1;
    state.pass -= (grant.slots - received) * state.stride;
    return state;
  }

  #charge(state: LaneState): void {
    state.pass = this.#passOf(state) + state.stride;
  }

  #passOf({ hasWork, pass }: LaneState): number {
    return hasWork ? pass : Math.max(pass, this.#pass);
  }

  #stateOf({ lane }: Grant): LaneState {
    const state = this.#lanes.find((each) => each.lane === lane);
    if (!state) throw new Error(`There is no lane ${lane}`);
    return state;
  }
}
