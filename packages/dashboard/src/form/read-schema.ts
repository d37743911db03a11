import { UPLOAD_ID_PATTERN } from '@jobs/shared-contracts';
import { inWords } from '../format/format.ts';
import { labelOf, type Field, type Option, type Property } from './field.ts';

/** What of JSON Schema is looked at. */
interface Schema {
  readonly type?: unknown;
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly items?: unknown;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly unknown[];
  readonly oneOf?: readonly unknown[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** A text that may be longer is given several lines. */
const ONE_LINE_CHARACTERS = 500;

/** The fields for a schema. Whatever it can't make a field of is asked for as JSON. */
export function readSchema(given: unknown): Field {
  const schema = Object(given) as Schema;
  const note = schema.description === undefined ? {} : { note: schema.description };
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives && alternatives.length > 0) {
    return { kind: 'choice', options: alternatives.map(alternative), ...note };
  }
  if (schema.const !== undefined) return { kind: 'constant', value: schema.const, ...note };
  if (schema.enum && schema.enum.length > 0) return { kind: 'enum', values: schema.enum, ...note };
  switch (schema.type) {
    case 'object':
      return objectField(schema, note);
    case 'array':
      return listField(schema, note);
    case 'string':
      return stringField(schema, note);
    case 'integer':
    case 'number':
      return { kind: 'number', isInteger: schema.type === 'integer', ...range(schema), ...note };
    case 'boolean':
      return { kind: 'boolean', ...note };
    case 'null':
      return { kind: 'constant', value: null, ...note };
    default:
      return { kind: 'json', ...note };
  }
}

type Note = { readonly note?: string };

function alternative(given: unknown, index: number): Option {
  const { title, type } = Object(given) as Schema;
  const label = title ?? (typeof type === 'string' ? inWords(type) : 'Choice');
  return { label: title === undefined ? `${label} (${index + 1})` : label, field: readSchema(given) };
}

function objectField(schema: Schema, note: Note): Field {
  const required = new Set(schema.required);
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]): Property => {
    const field = readSchema(property);
    const label = (Object(property) as Schema).title ?? labelOf(name, field);
    return { name, label, field, isRequired: required.has(name) };
  });
  // Names that nobody knows beforehand, as of tags.
  if (properties.length === 0) return { kind: 'json', ...note };
  if (schema.minProperties === 1 && schema.maxProperties === 1) {
    return { kind: 'choice', options: properties.map(({ name, label, field }) => ({ name, label, field })), ...note };
  }
  return { kind: 'object', properties, ...note };
}

function listField({ items, minItems = 0, maxItems = Infinity }: Schema, note: Note): Field {
  if (items === undefined) return { kind: 'json', ...note };
  return { kind: 'list', item: readSchema(items), min: minItems, max: maxItems, ...note };
}

function stringField({ pattern, format, minLength = 0, maxLength = Infinity }: Schema, note: Note): Field {
  if (pattern === UPLOAD_ID_PATTERN) return { kind: 'upload' };
  if (format === 'date') return { kind: 'date', ...note };
  const isLong = pattern === undefined && format === undefined && maxLength > ONE_LINE_CHARACTERS;
  return { kind: 'text', isLong, mayBeEmpty: minLength === 0 && pattern === undefined, ...note };
}

const range = ({ minimum, maximum }: Schema) => ({
  ...(minimum !== undefined && { min: minimum }),
  ...(maximum !== undefined && { max: maximum }),
});
