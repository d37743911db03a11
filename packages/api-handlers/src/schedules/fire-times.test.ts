import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { fireTimes, nextTimes } from './fire-times.ts';

const timesOf = (cron: string, timeZone: string, after: string, count: number) =>
  nextTimes({ cron, timeZone }, Date.parse(after), count).map((time) => new Date(time).toISOString().slice(5, 16));

describe('the times of a cron expression', () => {
  test.each([
    [
      'a time of day that does not come in spring is the first that does',
      '30 2 * * *',
      '2027-03-27T12:00Z',
      ['03-28T01:00', '03-29T00:30'],
    ],
    [
      'a time of day that comes twice in autumn counts once',
      '30 2 * * *',
      '2027-10-30T12:00Z',
      ['10-31T00:30', '11-01T01:30'],
    ],
    ['every hour goes on as ever in spring', '0 * * * *', '2027-03-27T23:30Z', ['03-28T00:00', '03-28T01:00']],
    [
      'every hour comes twice in autumn',
      '0 * * * *',
      '2027-10-30T23:30Z',
      ['10-31T00:00', '10-31T01:00', '10-31T02:00'],
    ],
    [
      'half hours come twice in autumn',
      '*/30 * * * *',
      '2027-10-31T00:00Z',
      ['10-31T00:30', '10-31T01:00', '10-31T01:30', '10-31T02:00'],
    ],
  ])('%s', (_, cron, after, times) => {
    expect(timesOf(cron, 'Europe/Berlin', after, times.length)).toEqual(times);
  });

  test.each([
    ['February 29 is every four years', '0 0 29 2 *', ['2028-02-29', '2032-02-29']],
    ['the 31st is in months that have one', '0 0 31 * *', ['2027-01-31', '2027-03-31', '2027-05-31']],
    ['the last day is in every month', '0 0 L * *', ['2027-01-31', '2027-02-28', '2027-03-31']],
  ])('%s', (_, cron, days) => {
    const times = nextTimes({ cron, timeZone: 'UTC' }, Date.parse('2027-01-01T00:00Z'), days.length);
    expect(times.map((time) => new Date(time).toISOString().slice(0, 10))).toEqual(days);
  });

  test('a time zone moves them', () => {
    expect(timesOf('0 9 * * MON-FRI', 'America/New_York', '2027-01-01T15:00Z', 2)).toEqual([
      '01-04T14:00',
      '01-05T14:00',
    ]);
  });

  test('a day that never comes has none', () => {
    expect(fireTimes({ cron: '0 0 30 2 *', timeZone: 'UTC' }).next(0)).toBeUndefined();
  });
});

const anyTiming = fc.oneof(
  fc.record({ rateSeconds: fc.integer({ min: 60, max: 10_000 }), countedFrom: fc.integer({ min: 1e12, max: 1.8e12 }) }),
  fc.record({
    cron: fc.constantFrom('* * * * *', '*/7 3-5 * * *', '30 2 * * *', '0 0 * * 1', '15 0 L * *'),
    timeZone: fc.constantFrom('UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'America/St_Johns'),
  }),
);

describe('the times before a time', () => {
  test('are those that come after one another, whatever the schedule', () => {
    fc.assert(
      fc.property(anyTiming, fc.integer({ min: 1.7e12, max: 1.8e12 }), (timing, before) => {
        const times = fireTimes(timing);
        const found = times.previous(before, 4);
        // Each is followed by the next one, and the last by none that is before.
        expect(found.map((time) => times.next(time))).toEqual(
          [...found.slice(1), times.next(before - 1)].slice(-found.length || Infinity),
        );
        expect(found.every((time) => time < before)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
