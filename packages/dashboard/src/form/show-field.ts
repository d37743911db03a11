import type { JSX } from 'preact';
import type { FieldProps } from './field-props.ts';

/** How a field shows those within it: handed down, since each kind may hold all others. */
export type ShowField = (props: FieldProps) => JSX.Element | null;
