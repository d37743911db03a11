import type { FieldError } from '@jobs/client';
import type { Field } from './field.ts';
import type { FieldState } from './field-state.ts';
import { within } from './read-input.ts';

/** An id for the field at a pointer, for labels and links. */
export const fieldId = (pointer: string): string =>
  `field-${pointer.replaceAll(/[^A-Za-z0-9-]/g, (character) => `_${character.charCodeAt(0).toString(16)}`)}`;

/** The pointers of all fields that are seen, in their order. */
export function shownPointers(field: Field, state: FieldState, pointer = '#/input'): readonly string[] {
  const inner = () => {
    if (field.kind === 'object' && state.kind === 'object') {
      return field.properties.flatMap(({ name, field: each }) => {
        const eachState = state.properties[name];
        return state.isThere && eachState ? shownPointers(each, eachState, within(pointer, name)) : [];
      });
    }
    if (field.kind === 'list' && state.kind === 'list') {
      return state.items.flatMap((item, index) => shownPointers(field.item, item.state, within(pointer, index)));
    }
    if (field.kind === 'choice' && state.kind === 'choice') {
      const option = field.options[state.index];
      if (!option) return [];
      return shownPointers(
        option.field,
        state.chosen,
        option.name === undefined ? pointer : within(pointer, option.name),
      );
    }
    return [];
  };
  return [...new Set([pointer, ...inner()])];
}

/** By the pointer of the field that shows it: its own, or the nearest around it that there is. */
export type PlacedErrors = ReadonlyMap<string, readonly FieldError[]>;

/** Puts each error where somebody sees it. What is not about the input is at the empty pointer. */
export function placeErrors(errors: readonly FieldError[], shown: readonly string[]): PlacedErrors {
  const known = new Set(shown);
  const placed = new Map<string, FieldError[]>();
  for (const error of errors) {
    let pointer = error.pointer;
    while (pointer !== '' && !known.has(pointer)) pointer = pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
    placed.set(pointer, [...(placed.get(pointer) ?? []), error]);
  }
  return placed;
}
