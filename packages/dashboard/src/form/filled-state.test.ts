import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { JOB_TYPES } from '@jobs/shared-contracts';
import { filledState } from './filled-state.ts';
import { readInput } from './read-input.ts';
import { readSchema } from './read-schema.ts';

const EXAMPLES = new URL('../../../../examples/', import.meta.url);

const ALTERNATIVES = {
  type: 'object',
  properties: {
    limit: { anyOf: [{ type: 'number' }, { enum: ['none'] }] },
    labels: { type: 'object' },
    isFast: { type: 'boolean' },
  },
  required: ['limit'],
};

/** What becomes of a value that is filled in and read again. */
function readAgain(schema: unknown, value: unknown): unknown {
  const field = readSchema(schema);
  const state = filledState(field, value);
  return state && readInput(field, state).input;
}

describe('an input that is there already', () => {
  test.each(['text-analyze', 'document-render', 'csv-etl'])(
    'is filled into the form of %s, and is the same',
    async (type) => {
      const example = JSON.parse(await readFile(new URL(`${type}.json`, EXAMPLES), 'utf8')) as {
        readonly input: unknown;
      };
      const schema = JOB_TYPES.find(({ name }) => name === type)?.input;
      expect(readAgain(schema, example.input)).toEqual(example.input);
    },
  );

  test.each([{ limit: 3, labels: { team: 'blue' }, isFast: false }, { limit: 'none' }])(
    'is filled into alternatives and what is written as JSON: %j',
    (value) => {
      expect(readAgain(ALTERNATIVES, value)).toEqual(value);
    },
  );

  test.each([
    ['names an upload', { source: { uploadId: `upl_${'0'.repeat(32)}` } }],
    ['says what the form does not ask for', { source: { text: 'Hello' }, extra: 1 }],
    ['is something else altogether', 'Hello'],
  ])('is not filled in when it %s', (_, value) => {
    const schema = JOB_TYPES.find(({ name }) => name === 'text-analyze')?.input;
    expect(filledState(readSchema(schema), value)).toBeUndefined();
  });
});
