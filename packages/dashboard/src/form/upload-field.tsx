import { formatBytes } from '../format/format.ts';
import { fieldId } from './field-errors.ts';
import { describedBy, FieldNotes } from './field-notes.tsx';
import type { FieldProps } from './field-props.ts';
import type { FieldState } from './field-state.ts';

/** A file, uploaded with the submission. */
export function UploadField(props: FieldProps<'upload', Extract<FieldState, { kind: 'file' }>>) {
  const { label, state, pointer, isRequired, onChange } = props;
  return (
    <div class="field">
      <label for={fieldId(pointer)}>
        {label}
        {!isRequired && <span class="note"> (optional)</span>}
      </label>
      <input
        id={fieldId(pointer)}
        type="file"
        aria-required={isRequired || undefined}
        {...describedBy(props)}
        onChange={({ currentTarget }) => onChange({ kind: 'file', file: currentTarget.files?.[0] })}
      />
      {state.file && <p class="note">{formatBytes(state.file.size)}</p>}
      <FieldNotes {...props} />
    </div>
  );
}
