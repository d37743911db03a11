import type { FieldError, ScheduleOptions, ScheduleView } from '@jobs/client';
import type { Field } from '../form/field.ts';
import type { FieldState } from '../form/field-state.ts';
import { readInput } from '../form/read-input.ts';
import { readRoot } from '../form/root-fields.tsx';
import { OPTIONS } from './schedule-options.ts';
import { readTiming, type Timing } from './timing.ts';

interface ScheduleDraft {
  readonly input: { readonly field: Field; readonly state: FieldState };
  readonly options: FieldState;
  readonly timing: Timing;
}

export interface ScheduleRequest {
  readonly input: unknown;
  readonly options: ScheduleOptions;
  /** What a change takes away: what the schedule has, and the form has not any more. */
  readonly removed: { readonly [Name in (typeof REMOVABLE)[number]]?: null };
  readonly faults: readonly FieldError[];
}

/** Of what the API tells. */
const REMOVABLE = ['name', 'priority', 'maxAttempts', 'tags'] as const;

/** What was filled in, as the API takes it; of a change to `schedule`, what is to be in the place of what it has. */
export function readSchedule({ input, options, timing }: ScheduleDraft, schedule?: ScheduleView): ScheduleRequest {
  const read = readInput(input.field, input.state);
  const own = readRoot(OPTIONS, options);
  const said = own.given as ScheduleOptions;
  const when = readTiming(timing);
  const files = read.files.map(({ pointer }) => ({ pointer, detail: 'a schedule can name no upload' }));
  const removed = REMOVABLE.filter((name) => schedule?.[name] !== undefined && said[name] === undefined);
  return {
    input: read.input,
    options: { ...said, ...when.given },
    removed: Object.fromEntries(removed.map((name) => [name, null])),
    faults: [...own.faults, ...read.faults, ...files, ...when.faults],
  };
}
