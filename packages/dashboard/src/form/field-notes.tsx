import type { FieldError } from '@jobs/client';
import { fieldId } from './field-errors.ts';
import type { FieldProps } from './field-props.ts';

/** What a control says of its note and its errors, and where they are. */
export function describedBy({ field, pointer, errors }: Pick<FieldProps, 'field' | 'pointer' | 'errors'>) {
  const id = fieldId(pointer);
  const hasErrors = errors.has(pointer);
  const ids = [...(field.note === undefined ? [] : [`${id}-note`]), ...(hasErrors ? [`${id}-errors`] : [])];
  return {
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
    'aria-invalid': hasErrors ? true : undefined,
  };
}

export function FieldNotes({ field, pointer, errors }: Pick<FieldProps, 'field' | 'pointer' | 'errors'>) {
  const id = fieldId(pointer);
  return (
    <>
      {field.note !== undefined && (
        <p class="note" id={`${id}-note`}>
          {withCode(field.note)}
        </p>
      )}
      <FieldErrors id={`${id}-errors`} errors={errors.get(pointer) ?? []} />
    </>
  );
}

function FieldErrors({ id, errors }: { readonly id: string; readonly errors: readonly FieldError[] }) {
  if (errors.length === 0) return null;
  return (
    <ul class="field-errors" id={id}>
      {errors.map(({ pointer, detail }) => (
        <li key={`${pointer} ${detail}`}>{detail}</li>
      ))}
    </ul>
  );
}

/** Names between backticks as code, as the schemas' descriptions write them. */
const withCode = (text: string) =>
  text.split('`').map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part));
