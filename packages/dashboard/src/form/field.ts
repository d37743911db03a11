import { inWords } from '../format/format.ts';

/** What a form asks for, read off a JSON Schema. */
export type Field =
  | { readonly kind: 'object'; readonly properties: readonly Property[]; readonly note?: string }
  /** One of several: of an object's properties (`name` says which), or of alternative schemas. */
  | { readonly kind: 'choice'; readonly options: readonly Option[]; readonly note?: string }
  | { readonly kind: 'list'; readonly item: Field; readonly min: number; readonly max: number; readonly note?: string }
  | {
      readonly kind: 'text';
      readonly isLong: boolean;
      readonly mayBeEmpty: boolean;
      /** Some of what it may be, to choose from. */
      readonly suggestions?: readonly string[];
      readonly note?: string;
    }
  | { readonly kind: 'date'; readonly note?: string }
  | {
      readonly kind: 'number';
      readonly isInteger: boolean;
      readonly min?: number;
      readonly max?: number;
      readonly note?: string;
    }
  | { readonly kind: 'boolean'; readonly note?: string }
  | { readonly kind: 'enum'; readonly values: readonly unknown[]; readonly note?: string }
  | { readonly kind: 'constant'; readonly value: unknown; readonly note?: string }
  /** A file, which is uploaded; the input names its id. */
  | { readonly kind: 'upload'; readonly note?: string }
  /** What no other kind fits: written as JSON. */
  | { readonly kind: 'json'; readonly note?: string };

export interface Property {
  readonly name: string;
  readonly label: string;
  readonly field: Field;
  readonly isRequired: boolean;
}

export interface Option {
  readonly label: string;
  readonly field: Field;
  /** Of the property, where the choice is among an object's. */
  readonly name?: string;
}

/** `unitPrice` → `Unit price`; a property that takes an upload's id asks for a file. */
export const labelOf = (name: string, field: Field): string =>
  field.kind === 'upload'
    ? `${inWords(name.replace(/upload-?id$/i, ''))} file`.trim().replace(/^file$/, 'File')
    : inWords(name);
