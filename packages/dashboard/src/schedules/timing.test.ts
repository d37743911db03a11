import { describe, expect, test } from '@jest/globals';
import { readTiming, timingOf } from './timing.ts';

describe('when a schedule runs', () => {
  test.each([
    [{ cron: '30 6 * * MON-FRI', timeZone: 'Europe/Berlin' }, 'cron'],
    [{ rateSeconds: 86_400 }, 'days'],
    [{ rateSeconds: 90 * 60 }, 'minutes'],
    [{ rateSeconds: 61 }, 'seconds'],
  ])('is filled in, and read as it was: %j', (given, shown) => {
    const timing = timingOf(given);
    expect(timing.by === 'cron' ? timing.by : timing.unit).toBe(shown);
    expect(readTiming(timing)).toEqual({ given, faults: [] });
  });

  test('is asked for in the reader’s own zone, and in UTC where none is said', () => {
    const timing = timingOf(undefined);
    expect(timing.timeZone).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
    expect(readTiming(timing).faults).toEqual([{ pointer: '#/cron', detail: 'is required' }]);
    expect(readTiming({ ...timing, cron: ' 0 0 * * * ', timeZone: '' }).given).toEqual({
      cron: '0 0 * * *',
      timeZone: 'UTC',
    });
  });

  test.each(['', ' ', 'often'])('at a rate needs a number, and not "%s"', (every) => {
    expect(readTiming({ ...timingOf({ rateSeconds: 60 }), every }).faults).toMatchObject([
      { pointer: '#/rateSeconds' },
    ]);
  });
});
