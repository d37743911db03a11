import { ChoiceField } from './choice-field.tsx';
import { ListField } from './list-field.tsx';
import { ObjectField } from './object-field.tsx';
import type { ShowField } from './show-field.ts';
import { TextField } from './text-fields.tsx';
import { UploadField } from './upload-field.tsx';

/** Any field, by its kind. What it was filled in with is always of the kind that goes with it. */
export const FieldView: ShowField = (props) => {
  const { field, state } = props;
  if (field.kind === 'object') {
    return state.kind === 'object' ? <ObjectField {...props} field={field} state={state} show={FieldView} /> : null;
  }
  if (field.kind === 'choice') {
    return state.kind === 'choice' ? <ChoiceField {...props} field={field} state={state} show={FieldView} /> : null;
  }
  if (field.kind === 'list') {
    return state.kind === 'list' ? <ListField {...props} field={field} state={state} show={FieldView} /> : null;
  }
  if (field.kind === 'upload') {
    return state.kind === 'file' ? <UploadField {...props} field={field} state={state} /> : null;
  }
  return state.kind === 'text' ? <TextField {...props} field={field} state={state} /> : null;
};
