import { fieldId } from './field-errors.ts';
import { FieldNotes } from './field-notes.tsx';
import type { FieldProps } from './field-props.ts';
import { emptyState, type FieldState } from './field-state.ts';
import { within } from './read-input.ts';
import type { ShowField } from './show-field.ts';

type ObjectState = Extract<FieldState, { kind: 'object' }>;

/** A group of fields; an optional one opens when it is asked for. */
export function ObjectField({
  show: Show,
  ...props
}: FieldProps<'object', ObjectState> & { readonly show: ShowField }) {
  const { label, field, state, isRequired, pointer, errors, onChange } = props;
  const set = (name: string) => (each: FieldState) =>
    onChange({ ...state, properties: { ...state.properties, [name]: each } });
  return (
    <fieldset id={fieldId(pointer)} tabIndex={-1}>
      <legend>{label}</legend>
      {!isRequired && (
        <label class="check">
          <input
            type="checkbox"
            checked={state.isThere}
            onChange={({ currentTarget }) => onChange({ ...state, isThere: currentTarget.checked })}
          />{' '}
          Give it<span class="hidden">: {label}</span>
        </label>
      )}
      <FieldNotes {...props} />
      {state.isThere &&
        field.properties.map(({ name, label: eachLabel, field: each, isRequired: needed }) => (
          <Show
            key={name}
            label={eachLabel}
            field={each}
            state={state.properties[name] ?? emptyState(each, needed)}
            isRequired={needed}
            pointer={within(pointer, name)}
            errors={errors}
            onChange={set(name)}
          />
        ))}
    </fieldset>
  );
}
