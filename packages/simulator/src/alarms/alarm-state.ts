import { COMPARISONS, type Comparison } from './comparison.ts';

/** A CloudWatch alarm on one value a minute. */
export interface AlarmRule {
  readonly comparison: Comparison;
  readonly threshold: number;
  /** N of "M out of N": so many minutes are looked at. */
  readonly evaluationPeriods: number;
  /** M: so many of them must breach. */
  readonly datapointsToAlarm: number;
  readonly treatMissingData: 'breaching' | 'notBreaching' | 'ignore' | 'missing';
}

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** CloudWatch looks back further than it evaluates, as the newest values may not have come yet: five minutes for three. */
const MINUTES_LOOKED_BACK_FURTHER = 2;

/** How many minutes' values `alarmStateOf` wants. */
export const minutesLookedAt = ({ evaluationPeriods }: Pick<AlarmRule, 'evaluationPeriods'>): number =>
  evaluationPeriods + MINUTES_LOOKED_BACK_FURTHER;

/**
 * The state of an alarm after one evaluation. If as many values are there as are evaluated, the newest of them decide,
 * and those that are missing do not count. Otherwise what is missing counts as it is told to.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 *
 * @param values of the minutes that are looked at, the newest last; undefined where nothing was measured
 * @param before the alarm's state until now, which stays where nothing is to be said
 */
export function alarmStateOf(
  rule: AlarmRule,
  values: readonly (number | undefined)[],
  before: AlarmState = 'INSUFFICIENT_DATA',
): AlarmState {
  const { comparison, threshold, evaluationPeriods, datapointsToAlarm, treatMissingData } = rule;
  const measured = values.filter((value) => value !== undefined).slice(-evaluationPeriods);
  const breaching = measured.filter((value) => COMPARISONS[comparison](value, threshold)).length;
  const missing = evaluationPeriods - measured.length;
  if (breaching >= datapointsToAlarm) return 'ALARM';
  if (missing === 0 || treatMissingData === 'notBreaching') return 'OK';
  if (treatMissingData === 'breaching') return breaching + missing >= datapointsToAlarm ? 'ALARM' : 'OK';
  if (measured.length === 0) return treatMissingData === 'ignore' ? before : 'INSUFFICIENT_DATA';
  if (breaching < measured.length) return 'OK';
  // All that is known breaches. It may be too new for an alarm.
  const age = values.length - values.findIndex((value) => value !== undefined);
  return treatMissingData === 'missing' && age >= datapointsToAlarm ? 'ALARM' : before;
}
