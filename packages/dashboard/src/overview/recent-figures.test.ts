import { describe, expect, test } from '@jest/globals';
import { chartMinutes, recentFigures, roundUp } from './recent-figures.ts';

const AT = '2026-11-01T10:30:20.000Z';
const minute = (time: string, counts: object = {}) => ({
  startedAt: `2026-11-01T${time}:00.000Z`,
  succeeded: 0,
  failed: 0,
  cancelled: 0,
  ...counts,
});

describe('the figures of now', () => {
  test('are those of the last five minutes', () => {
    const minutes = [
      minute('10:20', { succeeded: 1000, waitP95Ms: 90_000 }),
      minute('10:27', { succeeded: 6, failed: 2, waitP95Ms: 800 }),
      minute('10:30', { cancelled: 2, waitP95Ms: 300 }),
    ];
    expect(recentFigures(minutes, AT)).toEqual({ endedPerMinute: 2, waitP95Ms: 800 });
  });

  test('have no wait when nothing began', () => {
    expect(recentFigures([minute('10:29', { cancelled: 5 })], AT)).toEqual({ endedPerMinute: 1, waitP95Ms: undefined });
    expect(recentFigures([], AT)).toEqual({ endedPerMinute: 0, waitP95Ms: undefined });
  });
});

describe('the minutes of the chart', () => {
  test('have no gaps, and end with the one that runs', () => {
    const shown = chartMinutes([minute('10:28', { succeeded: 3 }), minute('09:00', { failed: 1 })], AT, 4);
    expect(shown.map(({ startedAt, succeeded, index }) => [startedAt.slice(11, 16), succeeded, index])).toEqual([
      ['10:27', 0, 0],
      ['10:28', 3, 1],
      ['10:29', 0, 2],
      ['10:30', 0, 3],
    ]);
  });

  test.each([
    [0, 1],
    [1, 1],
    [3, 5],
    [11, 20],
    [500, 500],
    [5001, 10_000],
  ])('are drawn up to a round number: %i on a scale of %i', (value, scale) => {
    expect(roundUp(value)).toBe(scale);
  });
});
