import type { Field, Property } from './field.ts';

/** What has been filled in so far. */
export type FieldState =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly file: File | undefined }
  | {
      readonly kind: 'object';
      /** An optional object is left out until it is asked for. */
      readonly isThere: boolean;
      readonly properties: Readonly<Record<string, FieldState>>;
    }
  | { readonly kind: 'choice'; readonly index: number; readonly chosen: FieldState }
  | { readonly kind: 'list'; readonly items: readonly ListItem[] };

export interface ListItem {
  /** Stays with the item when others are removed. */
  readonly id: number;
  readonly state: FieldState;
}

const EMPTY: FieldState = { kind: 'text', text: '' };
/** The index of a choice that is left open, which an optional one may be. */
export const NO_CHOICE = -1;

let lastId = 0;
const nextId = () => (lastId += 1);

/** A field that nothing has been filled into. */
export function emptyState(field: Field, isRequired: boolean): FieldState {
  switch (field.kind) {
    case 'object': {
      const properties = Object.fromEntries(
        field.properties.map((property) => [property.name, emptyProperty(property)]),
      );
      return { kind: 'object', isThere: isRequired, properties };
    }
    case 'choice':
      return isRequired ? choose(field, 0) : { kind: 'choice', index: NO_CHOICE, chosen: EMPTY };
    case 'list':
      return { kind: 'list', items: Array.from({ length: isRequired ? field.min : 0 }, () => newItem(field.item)) };
    case 'upload':
      return { kind: 'file', file: undefined };
    case 'enum':
      return { kind: 'text', text: isRequired ? '0' : '' };
    case 'text':
    case 'date':
    case 'number':
    case 'boolean':
    case 'constant':
    case 'json':
      return EMPTY;
  }
}

const emptyProperty = ({ field, isRequired }: Property) => emptyState(field, isRequired);

export const newItem = (field: Field): ListItem => ({ id: nextId(), state: emptyState(field, true) });

/** The option at `index`, with nothing filled in. */
export function choose(field: Extract<Field, { kind: 'choice' }>, index: number): FieldState {
  const option = field.options[index];
  return { kind: 'choice', index, chosen: option ? emptyState(option.field, true) : EMPTY };
}
