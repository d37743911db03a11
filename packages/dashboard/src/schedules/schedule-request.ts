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

interface ScheduleRequest {
  readonly input: unknown;
  readonly options: ScheduleOptions;
  readonly faults: readonly FieldError[];
}

/** What was filled in, as the API takes it; of a change to `schedule`, what is to be in the place of what it has. */
export function readSchedule({ input, options, timing }: ScheduleDraft, schedule?: ScheduleView): ScheduleRequest {
  const read = readInput(input.field, input.state);
  const own = readRoot(OPTIONS, options);
  const said = own.given as ScheduleOptions;
  const when = readTiming(timing);
  const files = read.files.map(({ pointer }) => ({ pointer, detail: 'a schedule can name no upload' }));
  // A change names what is replaced: without tags, those that there are would stay.
  const noTags = schedule && said.tags === undefined ? { tags: {} } : {};
  return {
    input: read.input,
    options: { ...said, ...noTags, ...when.given },
    faults: [...own.faults, ...keptFaults(said, schedule), ...read.faults, ...files, ...when.faults],
  };
}

/** What a schedule has once, the API only replaces: left empty it would stay, and nobody would be told. */
function keptFaults(given: ScheduleOptions, schedule: ScheduleView | undefined): readonly FieldError[] {
  return (['name', 'priority', 'maxAttempts'] as const)
    .filter((name) => schedule?.[name] !== undefined && given[name] === undefined)
    .map((name) => ({ pointer: `#/${name}`, detail: 'can be replaced, and not be taken away' }));
}
