import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { wakeTimes } from './wake-times.ts';

describe('the times by which services are woken and left to sleep', () => {
  test('are half a minute, and half of the idle time, for five minutes', () => {
    expect(wakeTimes(300)).toEqual({ idleMs: 300_000, intervalMs: 30_000, trustMs: 150_000 });
  });

  test('leave a minute and a half between who relies on a service and who lets it sleep, from two minutes on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 120, max: 86_400 }), (idleSeconds) => {
        const { idleMs, intervalMs, trustMs } = wakeTimes(idleSeconds);
        expect(trustMs + 90_000).toBeLessThanOrEqual(idleMs);
        expect(intervalMs).toBe(30_000);
        expect(trustMs).toBeGreaterThanOrEqual(intervalMs);
      }),
    );
  });

  test('are shares of a shorter idle time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 119 }), (idleSeconds) => {
        const { idleMs, intervalMs, trustMs } = wakeTimes(idleSeconds);
        expect(intervalMs).toBeLessThanOrEqual(idleMs / 4);
        expect(trustMs).toBe(intervalMs);
      }),
    );
  });
});
