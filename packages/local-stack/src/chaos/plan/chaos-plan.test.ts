import { describe, expect, test } from '@jest/globals';
import { chance, weighted } from './chance.ts';
import { planChaos } from './chaos-plan.ts';

describe('a plan', () => {
  test('is the same for the same seed, and another for another', () => {
    const settings = { jobs: 200, quick: false };
    expect(planChaos({ ...settings, seed: 7 })).toEqual(planChaos({ ...settings, seed: 7 }));
    expect(planChaos({ ...settings, seed: 8 }).planned).not.toEqual(planChaos({ ...settings, seed: 7 }).planned);
  });

  test('kills more than two hundred processes over ten thousand jobs', () => {
    const { disturbances } = planChaos({ seed: 1, jobs: 10_000, quick: false });
    expect(disturbances.filter(({ kind }) => kind.startsWith('kill')).length).toBeGreaterThanOrEqual(200);
    expect(disturbances.every(({ afterEnded }) => afterEnded < 10_000)).toBe(true);
  });

  test('cancels no poison', () => {
    const { planned } = planChaos({ seed: 1, jobs: 1000, quick: false });
    const poison = planned.filter(({ kind }) => kind.startsWith('poison'));
    expect(poison.length).toBeGreaterThan(0);
    expect(poison.filter(({ cancelAfterMs }) => cancelAfterMs !== undefined)).toEqual([]);
  });
});

describe('chance', () => {
  test('is spread evenly, also over neighbours', () => {
    const points = Array.from({ length: 10_000 }, (_, n) => chance(1, 'job', n));
    const tenths = Map.groupBy(points, (point) => Math.floor(point * 10));
    expect(tenths.size).toBe(10);
    for (const tenth of tenths.values()) expect(Math.abs(tenth.length - 1000)).toBeLessThan(150);
  });

  test('chooses by weight', () => {
    expect([0, 0.74, 0.75, 0.999].map((point) => weighted(point, { a: 3, b: 1 }))).toEqual(['a', 'a', 'b', 'b']);
  });
});
