import { fieldId } from './field-errors.ts';
import { FieldNotes } from './field-notes.tsx';
import type { FieldProps } from './field-props.ts';
import { choose, NO_CHOICE, type FieldState } from './field-state.ts';
import { within } from './read-input.ts';
import type { ShowField } from './show-field.ts';

type ChoiceState = Extract<FieldState, { kind: 'choice' }>;

/** One of several, by radio buttons, and what is asked for then. */
export function ChoiceField({
  show: Show,
  ...props
}: FieldProps<'choice', ChoiceState> & { readonly show: ShowField }) {
  const { label, field, state, isRequired, pointer, errors, onChange } = props;
  const option = field.options[state.index];
  // What is chosen among alternatives has the very pointer of the choice: its errors and its id are its own.
  const ownPointer = option && option.name === undefined ? `${pointer}?` : pointer;
  const id = fieldId(ownPointer);
  const choices = [
    ...(isRequired ? [] : [[NO_CHOICE, 'None'] as const]),
    ...field.options.map((each, index) => [index, each.label] as const),
  ];
  return (
    <fieldset id={id} tabIndex={-1}>
      <legend>{label}</legend>
      <FieldNotes {...props} pointer={ownPointer} />
      <div class="choices">
        {choices.map(([index, text]) => (
          <label key={index} class="check">
            <input
              type="radio"
              name={`${id}-choice`}
              checked={index === state.index}
              onChange={() => onChange(choose(field, index))}
            />{' '}
            {text}
          </label>
        ))}
      </div>
      {option && (
        <Show
          key={state.index}
          label={option.label}
          field={option.field}
          state={state.chosen}
          isRequired
          pointer={option.name === undefined ? pointer : within(pointer, option.name)}
          errors={errors}
          onChange={(chosen) => onChange({ ...state, chosen })}
        />
      )}
    </fieldset>
  );
}
