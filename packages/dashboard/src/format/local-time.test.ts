import { describe, expect, test } from '@jest/globals';
import { fromLocalTime, toLocalTime } from './local-time.ts';

describe('a time of a form', () => {
  test.each(['2026-11-02T09:00:00.000Z', '2026-07-31T23:59:59.000Z'])(
    'is the reader’s own, and comes back: %s',
    (at) => {
      const local = toLocalTime(at);
      expect(local).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/);
      expect(new Date(local).getTime()).toBe(Date.parse(at));
      expect(fromLocalTime(local)).toBe(at);
    },
  );

  test('may be none', () => {
    expect([toLocalTime(undefined), toLocalTime('never'), fromLocalTime('')]).toEqual(['', '', '']);
  });
});
