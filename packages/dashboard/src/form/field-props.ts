import type { Field } from './field.ts';
import type { PlacedErrors } from './field-errors.ts';
import type { FieldState } from './field-state.ts';

/** What every field is given. */
export interface FieldProps<Kind extends Field['kind'] = Field['kind'], State extends FieldState = FieldState> {
  readonly label: string;
  readonly field: Extract<Field, { kind: Kind }>;
  readonly state: State;
  readonly isRequired: boolean;
  /** JSON Pointer of its value in the request: `#/input/sql`. */
  readonly pointer: string;
  readonly errors: PlacedErrors;
  readonly onChange: (state: FieldState) => void;
}
