import { useRef } from 'preact/hooks';
import { fieldId } from './field-errors.ts';
import { FieldNotes } from './field-notes.tsx';
import type { FieldProps } from './field-props.ts';
import { newItem, type FieldState } from './field-state.ts';
import { within } from './read-input.ts';
import type { ShowField } from './show-field.ts';

type ListState = Extract<FieldState, { kind: 'list' }>;

/** Several of the same. Who removes one goes on at the button that adds one: what had the focus is gone. */
export function ListField({ show: Show, ...props }: FieldProps<'list', ListState> & { readonly show: ShowField }) {
  const { label, field, state, pointer, errors, onChange } = props;
  const addButton = useRef<HTMLButtonElement>(null);
  const { items } = state;
  const nameOf = (index: number) => `${label} ${index + 1}`;
  const remove = (id: number) => {
    onChange({ ...state, items: items.filter((item) => item.id !== id) });
    addButton.current?.focus();
  };
  return (
    <fieldset id={fieldId(pointer)} tabIndex={-1}>
      <legend>{label}</legend>
      <FieldNotes {...props} />
      {items.map(({ id, state: each }, index) => (
        <div key={id} class="item">
          <Show
            label={nameOf(index)}
            field={field.item}
            state={each}
            isRequired
            pointer={within(pointer, index)}
            errors={errors}
            onChange={(changed) =>
              onChange({ ...state, items: items.map((item) => (item.id === id ? { id, state: changed } : item)) })
            }
          />
          {items.length > field.min && (
            <button type="button" class="quiet" onClick={() => remove(id)}>
              Remove<span class="hidden"> {nameOf(index)}</span>
            </button>
          )}
        </div>
      ))}
      <button
        ref={addButton}
        type="button"
        class="quiet"
        disabled={items.length >= field.max}
        onClick={() => onChange({ ...state, items: [...items, newItem(field.item)] })}
      >
        Add<span class="hidden"> to {label}</span>
      </button>
    </fieldset>
  );
}
