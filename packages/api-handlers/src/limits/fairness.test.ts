import { expect, test } from '@jest/globals';
import { FAIRNESS, POLICIES, waitSeconds } from '../testing/fairness/fairness-rows.ts';
import { simulateFairness } from '../testing/fairness/simulate-fairness.ts';

const JOBS_OF_ONE = 400;
const figuresOf = (policy: string) =>
  simulateFairness({ ...FAIRNESS, jobsOfOne: JOBS_OF_ONE, limits: POLICIES[policy] });

test('ten owners with ten jobs each do not wait for the one with hundreds', async () => {
  const without = await figuresOf('no limits');
  expect(waitSeconds(without.waitsOfOthers, 95)).toBe(240);
  for (const policy of ['`concurrencyPerOwner: 10`', '`concurrency: 20`']) {
    const limited = await figuresOf(policy);
    expect(limited.waitsOfOthers).toHaveLength(100);
    expect(waitSeconds(limited.waitsOfOthers, 95)).toBeLessThan(120);
    expect(Math.max(...limited.waitsOfOne)).toBeLessThan(Infinity);
  }
});
