import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { delayAfter, MAX_TRIES, retryAfterMs } from './retry-schedule.ts';

const seconds = (tries: number, retryAfter?: number, random = 0) =>
  (delayAfter(tries, retryAfter, random) ?? Number.NaN) / 1000;

describe('the schedule of tries', () => {
  test('is the one of Standard Webhooks, and ends after the tenth', () => {
    const hour = 3600;
    expect(Array.from({ length: MAX_TRIES - 1 }, (_, i) => seconds(i + 1))).toEqual([
      5,
      300,
      1800,
      2 * hour,
      5 * hour,
      10 * hour,
      14 * hour,
      20 * hour,
      24 * hour,
    ]);
    expect(delayAfter(MAX_TRIES, undefined, 0)).toBeUndefined();
    expect(delayAfter(MAX_TRIES, 1000, 0)).toBeUndefined();
  });

  test('is spread by chance, a tenth later at most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: MAX_TRIES - 1 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (tries, random) => {
          const [least, drawn] = [seconds(tries), seconds(tries, undefined, random)];
          expect(drawn).toBeGreaterThanOrEqual(least);
          expect(drawn).toBeLessThanOrEqual(least * 1.1);
        },
      ),
    );
    expect(seconds(2, undefined, 1)).toBe(330);
  });

  test('is stretched by what the receiver asks for, up to a day, and never shortened', () => {
    expect(seconds(1, 120_000)).toBe(120);
    expect(seconds(3, 120_000)).toBe(1800);
    expect(seconds(1, 7 * 24 * 3_600_000)).toBe(24 * 3600);
  });
});

describe('Retry-After', () => {
  const now = Date.UTC(2026, 10, 21, 12);

  test('is seconds or a date', () => {
    expect(retryAfterMs('120', now)).toBe(120_000);
    expect(retryAfterMs('Sat, 21 Nov 2026 12:02:00 GMT', now)).toBe(120_000);
    expect(retryAfterMs('Sat, 21 Nov 2026 11:00:00 GMT', now)).toBe(0);
  });

  test.each([undefined, '', '-5', '1.5', 'soon', 'Nov 21 2026', '1e3', '99999999999'])(
    'means nothing as %p',
    (header) => {
      expect(retryAfterMs(header, now)).toBeUndefined();
    },
  );
});
