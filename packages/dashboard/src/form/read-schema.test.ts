import { describe, expect, test } from '@jest/globals';
import { JOB_TYPES } from '@jobs/shared-contracts';
import type { Field } from './field.ts';
import { readSchema } from './read-schema.ts';

/** All kinds of fields in a field. */
function kindsIn(field: Field): string[] {
  if (field.kind === 'object') return [field.kind, ...field.properties.flatMap((property) => kindsIn(property.field))];
  if (field.kind === 'choice') return [field.kind, ...field.options.flatMap((option) => kindsIn(option.field))];
  if (field.kind === 'list') return [field.kind, ...kindsIn(field.item)];
  return [field.kind];
}

describe('the fields of a form', () => {
  test('serve every job type of the catalogue, none of which needs JSON to be written', () => {
    for (const { input } of JOB_TYPES) expect(kindsIn(readSchema(input))).not.toContain('json');
  });

  test('ask for a file where an upload’s id is wanted, and which of text and file', () => {
    const text = JOB_TYPES.find(({ name }) => name === 'text-analyze');
    expect(readSchema(text?.input)).toMatchObject({
      kind: 'object',
      properties: [
        {
          name: 'source',
          isRequired: true,
          field: {
            kind: 'choice',
            options: [
              { name: 'text', label: 'Text', field: { kind: 'text', isLong: true, mayBeEmpty: false } },
              { name: 'uploadId', label: 'File', field: { kind: 'upload' } },
            ],
          },
        },
        { name: 'maxKeywords', isRequired: false, field: { kind: 'number', isInteger: true, min: 1, max: 100 } },
      ],
    });
  });

  test.each<[unknown, Field]>([
    [{ enum: ['a', 1, null] }, { kind: 'enum', values: ['a', 1, null] }],
    [{ const: 7 }, { kind: 'constant', value: 7 }],
    [
      { type: 'boolean', description: 'Whether' },
      { kind: 'boolean', note: 'Whether' },
    ],
    [
      { type: 'number', minimum: 0 },
      { kind: 'number', isInteger: false, min: 0 },
    ],
    [{ type: 'string', format: 'date' }, { kind: 'date' }],
    [
      { type: 'string', maxLength: 50 },
      { kind: 'text', isLong: false, mayBeEmpty: true },
    ],
    [
      { type: 'string', pattern: '^[A-Z]{3}$' },
      { kind: 'text', isLong: false, mayBeEmpty: false },
    ],
    [
      { type: 'array', items: { type: 'string', maxLength: 9 }, maxItems: 3 },
      { kind: 'list', item: { kind: 'text', isLong: false, mayBeEmpty: true }, min: 0, max: 3 },
    ],
    [
      { anyOf: [{ type: 'integer', title: 'Count' }, { type: 'null' }] },
      {
        kind: 'choice',
        options: [
          { label: 'Count', field: { kind: 'number', isInteger: true } },
          { label: 'Null (2)', field: { kind: 'constant', value: null } },
        ],
      },
    ],
    [{ type: 'object', additionalProperties: { type: 'string' } }, { kind: 'json' }],
    [{ type: ['string', 'number'] }, { kind: 'json' }],
    [{ $ref: '#/$defs/a' }, { kind: 'json' }],
    [undefined, { kind: 'json' }],
  ])('of %j', (schema, field) => {
    expect(readSchema(schema)).toEqual(field);
  });
});
