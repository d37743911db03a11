import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { JOB_TYPES, validateInput } from '@jobs/shared-contracts';
import type { Field } from './field.ts';
import { choose, emptyState, type FieldState } from './field-state.ts';
import { readInput } from './read-input.ts';
import { readSchema } from './read-schema.ts';

const EXAMPLES = new URL('../../../../examples/', import.meta.url);
const FILE = new File(['content'], 'photo.jpg');
const UPLOAD_ID = `upl_${'0'.repeat(32)}`;

/** Fills a value into a field, as a person would who wants this very input. */
function fillIn(field: Field, value: unknown): FieldState {
  const empty = emptyState(field, true);
  if (field.kind === 'object' && empty.kind === 'object') {
    const filled = field.properties.map(({ name, field: each, isRequired }) => {
      const given = (value as Record<string, unknown>)[name];
      return [name, given === undefined ? emptyState(each, isRequired) : fillIn(each, given)];
    });
    return { ...empty, properties: Object.fromEntries(filled) as Record<string, FieldState> };
  }
  if (field.kind === 'list') {
    const items = (value as unknown[]).map((each, id) => ({ id, state: fillIn(field.item, each) }));
    return { kind: 'list', items };
  }
  if (field.kind === 'choice') {
    const [name = '', given] = Object.entries(value as object)[0] ?? [];
    const index = field.options.findIndex((option) => option.name === name);
    const option = field.options[index];
    const chosen = choose(field, index);
    return option && chosen.kind === 'choice' ? { ...chosen, chosen: fillIn(option.field, given) } : chosen;
  }
  if (field.kind === 'upload') return { kind: 'file', file: FILE };
  if (field.kind === 'enum') return { kind: 'text', text: String(field.values.indexOf(value)) };
  return { kind: 'text', text: String(value) };
}

const fieldOf = (type: string) => readSchema(JOB_TYPES.find(({ name }) => name === type)?.input);

const numberAndJson = (n: string, json: string): FieldState => ({
  kind: 'object',
  isThere: true,
  properties: { n: { kind: 'text', text: n }, 'a/b': { kind: 'text', text: json } },
});

describe('the input that a form makes', () => {
  test.each([
    'csv-etl',
    'csv-etl-upload',
    'document-render',
    'document-render-invoice',
    'image-transform',
    'text-analyze',
  ])('can be that of the example %s', async (name) => {
    const { type, input } = JSON.parse(await readFile(new URL(`${name}.json`, EXAMPLES), 'utf8')) as {
      readonly type: string;
      readonly input: unknown;
    };
    const field = fieldOf(type);
    const state = fillIn(field, input);
    const { files, faults } = readInput(field, state);
    expect(faults).toEqual([]);
    const uploadIds = new Map(files.map(({ pointer }) => [pointer, UPLOAD_ID]));
    const made = readInput(field, state, { uploadIds }).input;
    expect(made).toEqual(JSON.parse(JSON.stringify(input).replaceAll(/"@[^"]+"/g, `"${UPLOAD_ID}"`)));
    expect(validateInput(type, made)).toMatchObject({ valid: true });
  });

  test('tells of what is missing by the pointers that the API would use', () => {
    const field = fieldOf('image-transform');
    const { input, faults } = readInput(field, emptyState(field, true));
    expect(faults).toEqual([
      { pointer: '#/input/image/uploadId', detail: 'needs a file' },
      { pointer: '#/input/outputs/0/fileName', detail: 'is required' },
    ]);
    const judged = validateInput('image-transform', input);
    expect(judged.valid ? [] : judged.errors.map(({ pointer }) => pointer)).toEqual(
      faults.map(({ pointer }) => pointer),
    );
  });

  test('leaves out what is optional and empty', () => {
    const field = readSchema({
      type: 'object',
      required: ['name'],
      properties: {
        name: { type: 'string' },
        size: { type: 'integer' },
        flag: { type: 'boolean' },
        unit: { enum: ['a', 'b'] },
        more: { type: 'object', properties: { a: { type: 'string' } } },
        list: { type: 'array', items: { type: 'string' } },
        either: { type: 'object', minProperties: 1, maxProperties: 1, properties: { a: { type: 'string' } } },
      },
    });
    expect(readInput(field, emptyState(field, true))).toEqual({ input: { name: '' }, files: [], faults: [] });
  });

  test('has numbers and JSON only where they are such', () => {
    const field = readSchema({
      type: 'object',
      properties: { n: { type: 'number' }, 'a/b': {} },
    });
    expect(readInput(field, numberAndJson('1.5', '{"x":[1]}')).input).toEqual({ n: 1.5, 'a/b': { x: [1] } });
    expect(readInput(field, numberAndJson('x', '{')).faults).toEqual([
      { pointer: '#/input/n', detail: 'must be a number' },
      { pointer: '#/input/a~1b', detail: 'must be JSON' },
    ]);
  });
});
