import type { FieldError, SubmitOptions as GivenOptions } from '@jobs/client';
import { shownPointers, type PlacedErrors } from './form/field-errors.ts';
import { emptyState, type FieldState } from './form/field-state.ts';
import { FieldView } from './form/field-view.tsx';
import { readInput, within } from './form/read-input.ts';
import { readSchema } from './form/read-schema.ts';

/** The JSON Schema of what a submission may say beside its type and input. The bundler puts it in. */
declare const SUBMISSION_OPTIONS_SCHEMA: unknown;

const ROOT = '#';
/** Refused by the other job types. */
const ORDERING_KEY = 'orderingKey';

export const OPTIONS = readSchema(SUBMISSION_OPTIONS_SCHEMA);

/** What was filled in of the options, as the client takes it. */
export function readOptions(state: FieldState): {
  readonly given: GivenOptions;
  readonly faults: readonly FieldError[];
} {
  const { input, faults } = readInput(OPTIONS, state, { pointer: ROOT });
  // The API judges them, as it does the input.
  return { given: input as GivenOptions, faults };
}

/** What is wrong with the submission as a whole belongs to no field. */
export const shownOptions = (state: FieldState): readonly string[] =>
  shownPointers(OPTIONS, state, ROOT).filter((pointer) => pointer !== ROOT);

interface SubmitOptionsProps {
  /** Whether the job type runs its jobs in the order of a key. */
  readonly isOrdered: boolean;
  readonly state: FieldState;
  readonly errors: PlacedErrors;
  readonly onChange: (state: FieldState) => void;
}

/** What few submissions need: closed, until it is asked for or something in it is wrong. */
export function SubmitOptions({ isOrdered, state, errors, onChange }: SubmitOptionsProps) {
  if (OPTIONS.kind !== 'object' || state.kind !== 'object') return null;
  const isWrong = shownOptions(state).some((pointer) => errors.has(pointer));
  return (
    <details {...(isWrong && { open: true })}>
      <summary>Options</summary>
      {OPTIONS.properties
        .filter(({ name }) => isOrdered || name !== ORDERING_KEY)
        .map(({ name, label, field, isRequired }) => (
          <FieldView
            key={name}
            label={label}
            field={field}
            state={state.properties[name] ?? emptyState(field, isRequired)}
            isRequired={isRequired}
            pointer={within(ROOT, name)}
            errors={errors}
            onChange={(changed) => onChange({ ...state, properties: { ...state.properties, [name]: changed } })}
          />
        ))}
    </details>
  );
}
