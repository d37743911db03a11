import type { FieldError, ScheduleView } from '@jobs/client';

/** How long the units are in which a rate is written. */
export const UNITS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
export type Unit = keyof typeof UNITS;

/** When the runs are to be, as it was filled in so far: one of the two counts. */
export interface Timing {
  readonly by: 'cron' | 'rate';
  readonly cron: string;
  readonly timeZone: string;
  readonly every: string;
  readonly unit: Unit;
}

interface ReadTiming {
  readonly given: { readonly cron?: string; readonly timeZone?: string; readonly rateSeconds?: number };
  readonly faults: readonly FieldError[];
}

/** What the API takes: it judges the expression and the zone. */
export function readTiming({ by, cron, timeZone, every, unit }: Timing): ReadTiming {
  if (by === 'cron') {
    const faults = cron.trim() === '' ? [{ pointer: '#/cron', detail: 'is required' }] : [];
    return { given: { cron: cron.trim(), timeZone: timeZone.trim() || 'UTC' }, faults };
  }
  const count = Number(every);
  const isNumber = every.trim() !== '' && Number.isFinite(count);
  const faults = isNumber ? [] : [{ pointer: '#/rateSeconds', detail: 'must be a number' }];
  return { given: { rateSeconds: count * UNITS[unit] }, faults };
}

/** The fields that are seen. */
export const timingPointers = ({ by }: Timing): readonly string[] =>
  by === 'cron' ? ['#/cron', '#/timeZone'] : ['#/rateSeconds'];

/** As a schedule has it; of none, what most will want, in the reader’s own time zone. */
export function timingOf(schedule: Pick<ScheduleView, 'cron' | 'timeZone' | 'rateSeconds'> | undefined): Timing {
  const { cron = '', timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone, rateSeconds } = schedule ?? {};
  const fits = (unit: Unit) => rateSeconds !== undefined && rateSeconds % UNITS[unit] === 0;
  const unit = (['days', 'hours', 'minutes'] as const).find(fits) ?? (rateSeconds === undefined ? 'hours' : 'seconds');
  const every = rateSeconds === undefined ? '' : String(rateSeconds / UNITS[unit]);
  return { by: rateSeconds === undefined ? 'cron' : 'rate', cron, timeZone, every, unit };
}
