import type { ScheduleTiming } from '@jobs/job-store';
import type { CreateScheduleRequest, FieldError } from '@jobs/shared-contracts';
import { fireTimes } from './fire-times.ts';

type Timing = { readonly [Field in 'cron' | 'rateSeconds' | 'timeZone']: CreateScheduleRequest[Field] | undefined };

type CheckedTiming =
  | { readonly timing: ScheduleTiming; readonly errors?: undefined }
  | { readonly errors: readonly FieldError[] };

const DEFAULT_TIME_ZONE = 'UTC';

/** When the runs are to be, counted from `now`. */
export function checkTiming({ cron, rateSeconds, timeZone }: Timing, now: number): CheckedTiming {
  if (cron === undefined) {
    if (rateSeconds === undefined) return fault('#/cron', 'is required, or else rateSeconds');
    if (timeZone !== undefined) return fault('#/timeZone', 'has no meaning without cron');
    return { timing: { rateSeconds, countedFrom: now } };
  }
  if (rateSeconds !== undefined) return fault('#/rateSeconds', 'may not come together with cron');
  const timing = { cron, timeZone: timeZone ?? DEFAULT_TIME_ZONE };
  if (!isTimeZone(timing.timeZone)) return fault('#/timeZone', 'is no time zone of the IANA database');
  // croner knows names such as @daily, which the documents do not.
  if (cron.startsWith('@')) return fault('#/cron', 'must have five fields');
  try {
    return fireTimes(timing).next(now) === undefined ? fault('#/cron', 'is a time that never comes') : { timing };
  } catch (error) {
    return fault('#/cron', `is no cron expression: ${(error as Error).message.replace('CronPattern: ', '')}`);
  }
}

const fault = (pointer: string, detail: string): CheckedTiming => ({ errors: [{ detail, pointer }] });

function isTimeZone(timeZone: string): boolean {
  // Offsets such as +01:00 are no zones: they know no summer time.
  if (!/^[A-Za-z]/.test(timeZone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
