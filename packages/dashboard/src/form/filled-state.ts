import { choose, emptyState, newItem, NO_CHOICE, type FieldState } from './field-state.ts';
import type { Field } from './field.ts';
import { readInput } from './read-input.ts';

/**
 * What a person would have filled in who wanted this very value; undefined where the form can't say it, as of an upload,
 * whose file nobody has any more.
 */
export function filledState(field: Field, value: unknown): FieldState | undefined {
  const state = fill(field, value);
  const { input, files, faults } = readInput(field, state);
  return files.length === 0 && faults.length === 0 && isSame(input, value) ? state : undefined;
}

function fill(field: Field, value: unknown): FieldState {
  switch (field.kind) {
    case 'object': {
      const given = Object(value) as Readonly<Record<string, unknown>>;
      const properties = field.properties.map(({ name, field: each, isRequired }): [string, FieldState] => [
        name,
        given[name] === undefined ? emptyState(each, isRequired) : fill(each, given[name]),
      ]);
      return { kind: 'object', isThere: true, properties: Object.fromEntries(properties) };
    }
    case 'list':
      return {
        kind: 'list',
        items: (Array.isArray(value) ? value : []).map((item) => ({
          id: newItem(field.item).id,
          state: fill(field.item, item),
        })),
      };
    case 'choice':
      return fillChoice(field, value);
    case 'upload':
      return emptyState(field, true);
    case 'enum':
      return { kind: 'text', text: String(field.values.findIndex((each) => isSame(each, value))) };
    case 'json':
      return { kind: 'text', text: JSON.stringify(value, undefined, 2) };
    case 'text':
    case 'date':
    case 'number':
    case 'boolean':
    case 'constant':
      return { kind: 'text', text: String(value) };
  }
}

/** By the one property that is there, or the first of the alternatives that can say it. */
function fillChoice(field: Extract<Field, { kind: 'choice' }>, value: unknown): FieldState {
  const index = field.options.findIndex(({ name, field: each }) =>
    name === undefined ? filledState(each, value) : Object.hasOwn(Object(value) as object, name),
  );
  const option = field.options[index];
  if (!option) return choose(field, NO_CHOICE);
  const chosen = option.name === undefined ? value : (value as Readonly<Record<string, unknown>>)[option.name];
  return { kind: 'choice', index, chosen: fill(option.field, chosen) };
}

/** Of JSON, whatever the order of the names. */
function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  const [inA, inB] = [Object.entries(a), b as Readonly<Record<string, unknown>>];
  return (
    Array.isArray(a) === Array.isArray(b) &&
    inA.length === Object.keys(b).length &&
    inA.every(([name, value]) => Object.hasOwn(b, name) && isSame(value, inB[name]))
  );
}
