import type { Field } from './field.ts';
import { fieldId } from './field-errors.ts';
import { describedBy, FieldNotes } from './field-notes.tsx';
import type { FieldProps } from './field-props.ts';
import type { FieldState } from './field-state.ts';

type TextState = Extract<FieldState, { kind: 'text' }>;
type TextKind = 'text' | 'date' | 'number' | 'json' | 'enum' | 'boolean' | 'constant';
type TextProps = FieldProps<TextKind, TextState>;

const LONG_ROWS = 6;

/** A field whose value is one text, or one of a few. */
export function TextField(props: TextProps) {
  const { label, field, pointer, isRequired } = props;
  return (
    <div class="field">
      <label for={fieldId(pointer)}>
        {label}
        {!isRequired && <span class="note"> (optional)</span>}
      </label>
      <Control {...props} />
      <FieldNotes {...props} field={field} />
    </div>
  );
}

function Control(props: TextProps) {
  const { field, state, pointer, onChange, isRequired } = props;
  const shared = {
    id: fieldId(pointer),
    'aria-required': isRequired || undefined,
    ...describedBy(props),
  };
  const setText = ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
    onChange({ kind: 'text', text: currentTarget.value });
  switch (field.kind) {
    case 'enum':
    case 'boolean':
      return <Choices {...shared} isRequired={isRequired} field={field} text={state.text} onChange={setText} />;
    case 'constant':
      return <output id={shared.id}>{JSON.stringify(field.value)}</output>;
    case 'json':
      return (
        <textarea {...shared} class="code" rows={LONG_ROWS} spellcheck={false} value={state.text} onInput={setText} />
      );
    case 'text':
      if (field.isLong) return <textarea {...shared} rows={LONG_ROWS} value={state.text} onInput={setText} />;
      return field.suggestions ? (
        <>
          <input {...shared} type="text" list={`${shared.id}-list`} value={state.text} onInput={setText} />
          <Suggestions id={`${shared.id}-list`} suggestions={field.suggestions} />
        </>
      ) : (
        <input {...shared} type="text" value={state.text} onInput={setText} />
      );
    case 'date':
      return <input {...shared} type="date" value={state.text} onInput={setText} />;
    case 'number':
      return (
        <input
          {...shared}
          type="number"
          inputMode={field.isInteger ? 'numeric' : 'decimal'}
          step={field.isInteger ? 1 : 'any'}
          min={field.min}
          max={field.max}
          value={state.text}
          onInput={setText}
        />
      );
  }
}

interface SuggestionsProps {
  readonly id: string;
  readonly suggestions: readonly string[];
}

function Suggestions({ id, suggestions }: SuggestionsProps) {
  return (
    <datalist id={id}>
      {suggestions.map((each) => (
        <option key={each} value={each} />
      ))}
    </datalist>
  );
}

interface ChoicesProps {
  readonly field: Extract<Field, { kind: 'enum' | 'boolean' }>;
  readonly text: string;
  readonly isRequired: boolean;
  readonly onChange: (event: { readonly currentTarget: { readonly value: string } }) => void;
}

function Choices({ field, text, isRequired, ...shared }: ChoicesProps) {
  const options =
    field.kind === 'boolean'
      ? [
          { value: 'true', name: 'Yes' },
          { value: 'false', name: 'No' },
        ]
      : field.values.map((value, index) => ({ value: String(index), name: nameOf(value) }));
  return (
    <select {...shared} value={text}>
      {(!isRequired || field.kind === 'boolean') && <option value="">–</option>}
      {options.map(({ value, name }) => (
        <option key={value} value={value}>
          {name}
        </option>
      ))}
    </select>
  );
}

/** A delimiter that is a tab could not be seen. */
const nameOf = (value: unknown): string =>
  typeof value === 'string' && value.trim() !== '' ? value : JSON.stringify(value);
