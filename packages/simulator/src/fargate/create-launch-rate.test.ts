import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createLaunchRate, FARGATE_LAUNCH_RATE } from './create-launch-rate.ts';

describe('the rate of launches', () => {
  test('is a hundred at once, then twenty a second', () => {
    const rate = createLaunchRate(FARGATE_LAUNCH_RATE);
    const times = Array.from({ length: 200 }, () => rate.next(1000));
    expect(times.slice(0, 100)).toEqual(Array.from({ length: 100 }, () => 1000));
    expect(times[100]).toBe(1050);
    expect(times[199]).toBe(6000);
  });

  test('fills up again while nothing is launched', () => {
    const rate = createLaunchRate(FARGATE_LAUNCH_RATE);
    for (let i = 0; i < 100; i++) rate.next(0);
    // 40 in two seconds.
    const times = Array.from({ length: 41 }, () => rate.next(2000));
    expect(times.filter((time) => time === 2000)).toHaveLength(40);
    expect(times[40]).toBe(2050);
  });

  test('holds in every second, whenever launches are asked for', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 500 }), { minLength: 1, maxLength: 400 }), (gapsMs) => {
        const rate = createLaunchRate({ burst: 10, perSecond: 5 });
        let nowMs = 0;
        const times = gapsMs.map((gapMs) => rate.next((nowMs += gapMs)));
        times.forEach((time, i) => {
          const within = times.filter((other, j) => j >= i && other < time + 1000).length;
          expect(within).toBeLessThanOrEqual(10 + 5);
        });
      }),
    );
  });
});
