import type { FieldError } from '@jobs/client';
import { shownPointers, type PlacedErrors } from './field-errors.ts';
import { emptyState, type FieldState } from './field-state.ts';
import { FieldView } from './field-view.tsx';
import type { Field } from './field.ts';
import { readInput, within } from './read-input.ts';

/** Pointer of the request as a whole. */
const ROOT = '#';

/** What was filled in of a request's own fields: an object, which the API judges, as it does the input. */
export function readRoot(
  field: Field,
  state: FieldState,
): { readonly given: unknown; readonly faults: readonly FieldError[] } {
  const { input, faults } = readInput(field, state, { pointer: ROOT });
  return { given: input, faults };
}

/** What is wrong with the request as a whole belongs to no field. */
export const shownAtRoot = (field: Field, state: FieldState): readonly string[] =>
  shownPointers(field, state, ROOT).filter((pointer) => pointer !== ROOT);

export interface RootFieldsProps {
  /** Of the request, an object. */
  readonly field: Field;
  /** Which of its fields, in their order. Default: all. */
  readonly names?: readonly string[] | undefined;
  readonly state: FieldState;
  readonly errors: PlacedErrors;
  readonly onChange: (state: FieldState) => void;
}

/** Fields of a request, without a frame around them. */
export function RootFields({ field, names, state, errors, onChange }: RootFieldsProps) {
  if (field.kind !== 'object' || state.kind !== 'object') return null;
  const shown = names
    ? names.flatMap((name) => field.properties.find((property) => property.name === name) ?? [])
    : field.properties;
  return (
    <>
      {shown.map(({ name, label, field: each, isRequired }) => (
        <FieldView
          key={name}
          label={label}
          field={each}
          state={state.properties[name] ?? emptyState(each, isRequired)}
          isRequired={isRequired}
          pointer={within(ROOT, name)}
          errors={errors}
          onChange={(changed) => onChange({ ...state, properties: { ...state.properties, [name]: changed } })}
        />
      ))}
    </>
  );
}

/** What few need: closed, until it is asked for or something in it is wrong. */
export function MoreFields(props: RootFieldsProps) {
  const { field, names, state, errors } = props;
  const isWrong = shownAtRoot(field, state).some(
    (pointer) => errors.has(pointer) && (names?.some((name) => isWithin(pointer, name)) ?? true),
  );
  return (
    <details {...(isWrong && { open: true })}>
      <summary>Options</summary>
      <RootFields {...props} />
    </details>
  );
}

const isWithin = (pointer: string, name: string) =>
  pointer === within(ROOT, name) || pointer.startsWith(`${within(ROOT, name)}/`);
