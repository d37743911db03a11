import { describe, expect, test } from '@jest/globals';
import { LANES, type Lane } from '@jobs/shared-contracts';
import * as fc from 'fast-check';
import { LaneShare, type Grant } from './lane-share.ts';
import { LANE_WEIGHTS } from './lane-weights.ts';

/** Lanes as they are at a moment: how many messages wait in each. */
type Backlog = Record<Lane, number>;

const ENDLESS: Backlog = { high: Infinity, standard: Infinity, low: Infinity };

/** A share, and who was served in which order. Nothing takes any time. */
function setUp(backlog: Backlog, { lanes = LANES, ofSlots = 1 }: { lanes?: readonly Lane[]; ofSlots?: number } = {}) {
  const share = new LaneShare(lanes, { slots: ofSlots, maxPolls: 1, perPoll: 10 }, () => 0);
  const served: Lane[] = [];
  const looks: Grant[] = [];
  const answer = (grant: Grant) => {
    const received = Math.min(grant.slots, backlog[grant.lane]);
    backlog[grant.lane] -= received;
    share.answered(grant, received);
    if (received === 0) looks.push(grant);
    for (let i = 0; i < received; i++) served.push(grant.lane);
  };
  /** Gives out slots, `slots` at a time, until so many jobs have been served. */
  const serve = (jobs: number, slots = 1) => {
    const before = served.length;
    for (let turn = 0; turn < 10 * jobs && served.length < before + jobs; turn++) {
      for (const grant of share.grants(slots)) answer(grant);
    }
    return served.slice(before);
  };
  return { share, served, looks, serve, backlog };
}

const countOf = (served: readonly Lane[], lane: Lane) => served.filter((each) => each === lane).length;

describe('lanes that all have work', () => {
  const total = LANES.reduce((sum, lane) => sum + LANE_WEIGHTS[lane], 0);

  test.each([1, 4, 10])('share 10,000 jobs by weight, to within a per cent, with %i slots free at a time', (slots) => {
    const served = setUp({ ...ENDLESS }).serve(10_000, slots);
    for (const lane of LANES) {
      const expected = (served.length * LANE_WEIGHTS[lane]) / total;
      expect(Math.abs(countOf(served, lane) - expected) / expected).toBeLessThan(0.01);
    }
  });

  test('are mixed evenly: a low one is among any 21 jobs, and a high one among any three', () => {
    const served = setUp({ ...ENDLESS }).serve(1000);
    for (let i = 0; i + total <= served.length; i++) {
      expect(served.slice(i, i + total)).toContain('low');
      expect(served.slice(i, i + 3)).toContain('high');
    }
  });

  test('share among themselves what a third without work leaves', () => {
    const served = setUp({ high: 0, standard: Infinity, low: Infinity }).serve(5000);
    expect(countOf(served, 'low')).toBe(1000);
  });
});

describe('a lane that is away', () => {
  test('leaves all slots to the others, who look at it once in eight messages', () => {
    const { serve, looks } = setUp({ high: 0, standard: 0, low: Infinity });
    expect(new Set(serve(800))).toEqual(new Set(['low']));
    expect(looks.length).toBeLessThanOrEqual(2 * (800 / 8 + 2));
    expect(looks.slice(2).every(({ slots, waitSeconds }) => slots === 1 && waitSeconds === 0)).toBe(true);
  });

  test('is looked at once in as many messages as there are slots, if those are more', () => {
    const { serve, looks } = setUp({ high: 0, standard: 0, low: Infinity }, { ofSlots: 50 });
    serve(800, 10);
    expect(looks.length).toBeLessThanOrEqual(2 * (800 / 50 + 2));
  });

  test('is found again by its first message after eight of others', () => {
    const { serve, backlog } = setUp({ high: 0, standard: 0, low: Infinity });
    serve(100);
    backlog.high = 1;
    expect(serve(9)).toContain('high');
  });

  test('has not saved up a right to be served alone, nor has one that was alone lost its share', () => {
    const { serve, backlog } = setUp({ high: 0, standard: 0, low: Infinity });
    serve(1000);
    backlog.high = Infinity;
    serve(10);
    expect(countOf(serve(170), 'low')).toBe(10);
    backlog.high = 0;
    serve(1000);
    backlog.high = Infinity;
    serve(10);
    expect(countOf(serve(170), 'low')).toBe(10);
  });

  test('and comes back with single messages takes no more than its share', () => {
    const { serve, backlog } = setUp({ high: Infinity, standard: 0, low: 0 });
    let low = 0;
    for (let i = 0; i < 1700; i++) {
      backlog.low = 1;
      low += countOf(serve(1), 'low');
    }
    expect(low).toBeGreaterThan(80);
    expect(low).toBeLessThanOrEqual(101);
  });
});

const shareOf = (slots: number) => new LaneShare(LANES, { slots, maxPolls: 1, perPoll: 10 }, () => 0);
const lanesOf = (grants: readonly Grant[]) => grants.map(({ lane }) => lane);

describe('a worker that has just started', () => {
  test('looks at all lanes without waiting, and waits in none before it has seen all', () => {
    const share = shareOf(4);
    const [high, standard, low, ...others] = share.grants(4);
    if (!high || !standard || !low) throw new Error('A lane is not looked at');
    expect([high, standard, low].map(({ waitSeconds }) => waitSeconds)).toEqual([0, 0, 0]);
    share.answered(high, 0);
    share.answered(low, 0);
    expect([...others, ...share.grants(3)]).toEqual([]);
    share.answered(standard, 1);
    expect(share.grants(3)).toMatchObject([{ lane: 'standard', slots: 3 }]);
  });

  test('watches all of them once it has found all empty, or could not look', () => {
    const share = shareOf(4);
    const [high, standard, low] = share.grants(4);
    if (!high || !standard || !low) throw new Error('A lane is not looked at');
    share.answered(high, 0);
    share.failed(standard);
    share.answered(low, 0);
    const watched = share.grants(4);
    expect(lanesOf(watched)).toEqual(['high', 'low']);
    expect(watched.every(({ waitSeconds }) => waitSeconds > 0)).toBe(true);
    share.recovered(standard);
    expect(share.grants(2)).toMatchObject([{ lane: 'standard', waitSeconds: 5 }]);
  });

  test('looks at those first that it has had no slot for yet', () => {
    const share = shareOf(1);
    const looks = LANES.flatMap(() => {
      const grants = share.grants(1);
      for (const grant of grants) share.answered(grant, 0);
      return grants;
    });
    expect(lanesOf(looks)).toEqual(LANES);
    expect(looks.map(({ waitSeconds }) => waitSeconds)).toEqual([0, 0, 0]);
  });
});

const everyLaneHasWork = () => {
  const share = shareOf(1);
  for (const grant of share.grants(3)) share.answered(grant, 1);
  return share;
};

describe('a receive under way', () => {
  test('of a lane whose turn it is gets the slots that come free, so that shares do not depend on timing', () => {
    const share = everyLaneHasWork();
    const [first] = share.grants(1);
    expect(share.grants(1)).toEqual([]);
    if (first) share.answered(first, 1);
    expect(share.grants(2)).toEqual([{ lane: 'high', slots: 2, waitSeconds: 0 }]);
  });

  test('that waits for a message holds up no other lane', () => {
    const share = shareOf(1);
    const [, standard, low] = share.grants(3);
    if (low) share.answered(low, 1);
    expect(share.grants(1)).toEqual([{ lane: 'low', slots: 1, waitSeconds: 1 }]);
    if (standard) share.answered(standard, 1);
    for (let i = 0; i < 20; i++) {
      const [grant] = share.grants(1);
      expect(grant?.lane).toBe('standard');
      if (grant) share.answered(grant, 1);
    }
  });

  test('that brings less than it was given slots for is counted as what it brought', () => {
    const share = everyLaneHasWork();
    const [high, standard] = share.grants(10);
    expect([high, standard]).toMatchObject([
      { lane: 'high', slots: 8 },
      { lane: 'standard', slots: 2 },
    ]);
    if (standard) share.answered(standard, 2);
    if (high) share.answered(high, 1);
    expect(share.grants(6)).toMatchObject([{ lane: 'high', slots: 6 }]);
  });
});

describe('whatever lanes hold, and in whatever order receives are answered', () => {
  const aMove = fc.record({ free: fc.nat(12), answers: fc.nat(9), brought: fc.nat(10), fails: fc.nat(9) });

  test('no more is asked for than there are slots, and no slot stays free while no receive is under way', () => {
    fc.assert(
      fc.property(fc.subarray([...LANES], { minLength: 1 }), fc.array(aMove, { maxLength: 60 }), (lanes, moves) => {
        const share = new LaneShare(lanes, { slots: 1, maxPolls: 2, perPoll: 10 }, () => 0);
        const underWay: Grant[] = [];
        for (const { free, answers, brought, fails } of moves) {
          const grants = share.grants(free);
          expect(grants.reduce((sum, { slots }) => sum + slots, 0)).toBeLessThanOrEqual(free);
          expect(grants.every(({ slots }) => slots >= 1 && slots <= 10)).toBe(true);
          underWay.push(...grants);
          expect(free === 0 || underWay.length > 0).toBe(true);
          for (const lane of LANES) {
            expect(underWay.filter((grant) => grant.lane === lane).length).toBeLessThanOrEqual(2);
          }
          const [grant] = underWay.splice(answers % (underWay.length || 1), 1);
          if (grant && fails === 0) {
            share.failed(grant);
            share.recovered(grant);
          } else if (grant) share.answered(grant, Math.min(brought, grant.slots));
        }
      }),
    );
  });
});
