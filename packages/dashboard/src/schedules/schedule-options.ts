import type { ScheduleOptions, ScheduleView } from '@jobs/client';
import { emptyState, type FieldState } from '../form/field-state.ts';
import { filledState } from '../form/filled-state.ts';
import { readSchema } from '../form/read-schema.ts';

/** The JSON Schema of what a schedule may say beside its type, its input and its times. The bundler puts it in. */
declare const SCHEDULE_OPTIONS_SCHEMA: unknown;

export const OPTIONS = readSchema(SCHEDULE_OPTIONS_SCHEMA);
export const FIRST = ['name'];
export const POLICIES = ['overlap', 'catchUp'];
export const MORE = ['priority', 'maxAttempts', 'tags', 'uniqueKey', 'onConflict', 'webhook'];

/** What is so unless something else is said: shown, so that nobody has to guess. */
const DEFAULTS: Partial<ScheduleOptions> = { overlap: 'skip', catchUp: 'last' };

/**
 * As a schedule has them. Its webhook and its unique key are not told: they stay unless others are given. It is paused by
 * a button of its own.
 */
export function optionsOf(schedule: ScheduleView | undefined): FieldState {
  const { name, priority, maxAttempts, tags, overlap, catchUp } = schedule ?? {};
  const told = { name, priority, maxAttempts, tags: hasAny(tags) ? tags : undefined, overlap, catchUp };
  const known = Object.fromEntries(
    Object.entries(schedule ? told : DEFAULTS).filter(([, value]) => value !== undefined),
  );
  return filledState(OPTIONS, known) ?? emptyState(OPTIONS, true);
}

const hasAny = (values: object | undefined) => values !== undefined && Object.keys(values).length > 0;
