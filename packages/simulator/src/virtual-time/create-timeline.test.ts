import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { createTimeline } from './create-timeline.ts';

describe('virtual time', () => {
  test('does what is due by time, and by the order of asking at one time', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 20 })), (times) => {
        const timeline = createTimeline();
        const done: (readonly [time: number, order: number])[] = [];
        times.forEach((time, order) => {
          timeline.at(time, () => {
            expect(timeline.now()).toBe(time);
            done.push([time, order]);
          });
        });
        timeline.runUntil(20);
        expect(done).toEqual(times.map((time, order) => [time, order] as const).toSorted((a, b) => a[0] - b[0]));
      }),
    );
  });

  test('does what comes of it as well, and leaves what is later', () => {
    const timeline = createTimeline();
    const done: string[] = [];
    timeline.at(1, () => timeline.after(1, () => done.push('follows')));
    timeline.at(2.5, () => done.push('later'));
    timeline.every(1, 0, () => done.push(`at ${timeline.now()}`));
    timeline.runUntil(2);
    expect(done).toEqual(['at 0', 'at 1', 'follows', 'at 2']);
    expect(timeline.now()).toBe(2);
  });

  test('never goes back', () => {
    const timeline = createTimeline();
    timeline.runUntil(5);
    expect(() => timeline.at(4, () => undefined)).toThrow('It is 5 ms already');
    timeline.runUntil(3);
    expect(timeline.now()).toBe(5);
  });
});
