import { describe, expect, test } from '@jest/globals';
import { alarmStateOf, minutesLookedAt, type AlarmRule, type AlarmState } from './alarm-state.ts';
import { COMPARISONS, type Comparison } from './comparison.ts';

const TREATMENTS = ['missing', 'ignore', 'breaching', 'notBreaching'] as const;
const BEFORE = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] as const;
const rule: AlarmRule = {
  comparison: 'GreaterThanOrEqualToThreshold',
  threshold: 10,
  evaluationPeriods: 3,
  datapointsToAlarm: 3,
  treatMissingData: 'missing',
};

/** As AWS's tables write them: 0 does not breach, X does, - is missing. */
const valuesOf = (written: string) =>
  written.split(' ').map((sign) => (sign === '-' ? undefined : sign === 'X' ? 10 : 9.99));

/** By treatment; "kept" where it is whatever it was. */
const statesOf = (written: string, datapointsToAlarm: number) =>
  TREATMENTS.map((treatMissingData) => {
    const after = (before: AlarmState) =>
      alarmStateOf({ ...rule, datapointsToAlarm, treatMissingData }, valuesOf(written), before);
    const states = BEFORE.map(after);
    return states.every((state, i) => state === BEFORE[i]) ? 'kept' : [...new Set(states)].join(' or ');
  });

describe("the state of an alarm, by the tables in AWS's guide", () => {
  test.each([
    ['0 - X - X', ['OK', 'OK', 'OK', 'OK']],
    ['0 - - - -', ['OK', 'OK', 'OK', 'OK']],
    ['- - - - -', ['INSUFFICIENT_DATA', 'kept', 'ALARM', 'OK']],
    ['0 X X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['- - X - -', ['ALARM', 'kept', 'ALARM', 'OK']],
  ] as const)('three of three: %s', (written, states) => {
    expect(statesOf(written, 3)).toEqual(states);
  });

  test.each([
    ['0 - X - X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0 0 X 0 X', ['ALARM', 'ALARM', 'ALARM', 'ALARM']],
    ['0 - X - -', ['OK', 'OK', 'ALARM', 'OK']],
    ['- - - - 0', ['OK', 'OK', 'ALARM', 'OK']],
    ['- - - X -', ['ALARM', 'kept', 'ALARM', 'OK']],
  ] as const)('two of three: %s', (written, states) => {
    expect(statesOf(written, 2)).toEqual(states);
  });

  test.each(['- - - - X', '- - - X -'])('%s is too new for an alarm of three of three', (written) => {
    expect(alarmStateOf(rule, valuesOf(written), 'OK')).toBe('OK');
  });

  test('looks at five minutes for three', () => {
    expect(minutesLookedAt(rule)).toBe(5);
  });

  test.each<[Comparison, boolean, boolean, boolean]>([
    ['GreaterThanOrEqualToThreshold', false, true, true],
    ['GreaterThanThreshold', false, false, true],
    ['LessThanOrEqualToThreshold', true, true, false],
    ['LessThanThreshold', true, false, false],
  ])('%s: below, at and above the threshold', (comparison, ...holds) => {
    expect([9, 10, 11].map((value) => COMPARISONS[comparison](value, 10))).toEqual(holds);
  });
});
