import { describe, expect, test } from '@jest/globals';
import { createRandom } from './create-random.ts';
import { drawBetween, drawExponential, drawLogNormal, drawTriangular } from './draw.ts';

const COUNT = 20_000;
const drawMany = (draw: (random: () => number) => number, seed = 1) => {
  const random = createRandom(seed, 'draws');
  return Array.from({ length: COUNT }, () => draw(random));
};
const mean = (numbers: readonly number[]) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

const first = (seed: number, name: string) => {
  const random = createRandom(seed, name);
  return [random(), random(), random()];
};

describe('random numbers', () => {
  test('are the same for the same seed and name, and others for another', () => {
    expect(first(1, 'work')).toEqual(first(1, 'work'));
    expect(first(2, 'work')).not.toEqual(first(1, 'work'));
    expect(first(1, 'arrivals')).not.toEqual(first(1, 'work'));
  });

  test('are spread evenly from 0 to below 1', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (const number of drawMany((random) => random())) tenths[Math.floor(number * 10)]! += 1;
    expect(tenths).toHaveLength(10);
    for (const count of tenths) expect(Math.abs(count - COUNT / 10)).toBeLessThan(200);
  });

  test('have the mean and the bounds that they are drawn with', () => {
    expect(mean(drawMany((random) => drawExponential(random, 7)))).toBeCloseTo(7, 0);
    expect(mean(drawMany((random) => drawLogNormal(random, 7, 1)))).toBeCloseTo(7, 0);
    expect(mean(drawMany((random) => drawBetween(random, { min: 5, max: 9 })))).toBeCloseTo(7, 0);
    const triangle = drawMany((random) => drawTriangular(random, { min: 30, mode: 42, max: 62 }));
    expect(mean(triangle)).toBeCloseTo((30 + 42 + 62) / 3, 0);
    expect(Math.min(...triangle)).toBeGreaterThanOrEqual(30);
    expect(Math.max(...triangle)).toBeLessThanOrEqual(62);
  });
});
