/** What the document tells of a JSON Schema. */
export interface FieldSchema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly FieldSchema[];
  readonly oneOf?: readonly FieldSchema[];
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly items?: FieldSchema;
  readonly description?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

interface Field {
  /** `error.code`, or `outputs[].format` in a list. */
  readonly path: string;
  readonly schema: FieldSchema;
  readonly isRequired: boolean;
}

/** The fields of an object, those of nested objects after the field that holds them. */
export function fieldsOf({ properties = {}, required = [] }: FieldSchema, prefix = ''): Field[] {
  return Object.entries(properties).flatMap(([name, schema]) => {
    const path = `${prefix}${name}`;
    const nested = schema.items ? fieldsOf(schema.items, `${path}[].`) : fieldsOf(schema, `${path}.`);
    const field: Field = { path, schema, isRequired: required.includes(name) };
    return [field].concat(nested);
  });
}

const componentOf = (reference: string) => reference.split('/').at(-1) ?? '';

/** A link to the section of a component. */
export function componentLink(reference: string): string {
  const name = componentOf(reference);
  return `[${name}](#${name.toLowerCase()})`;
}

function range(min: number | undefined, max: number | undefined, unit = ''): string {
  if (min === undefined && max === undefined) return '';
  if (max === undefined) return min === 0 && unit ? '' : `, at least ${min}${unit}`;
  return min === undefined || (min === 0 && unit) ? `, at most ${max}${unit}` : `, ${min} to ${max}${unit}`;
}

/** The type of a value in a few words. */
export function typeOf(schema: FieldSchema): string {
  if (schema.$ref) return componentLink(schema.$ref);
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``;
  if (schema.enum) return schema.enum.map((value) => `\`${JSON.stringify(value)}\``).join(', ');
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives) return alternatives.map(typeOf).join(' or ');
  if (typeof schema.type === 'object') return schema.type.map((type) => typeOf({ ...schema, type })).join(' or ');
  if (schema.type === 'null') return '`null`';
  if (schema.type === 'array') {
    const size = range(schema.minItems, schema.maxItems, ' of them');
    return `array of ${schema.items ? typeOf(schema.items) : 'anything'}${size}`;
  }
  const limits = range(schema.minimum, schema.maximum) || range(schema.minLength, schema.maxLength, ' characters');
  return `${schema.format ?? schema.type ?? 'anything'}${limits}`;
}
