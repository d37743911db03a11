import { describe, expect, test } from '@jest/globals';
import { csvEtl } from '@jobs/shared-contracts';
import { emptyState } from './field-state.ts';
import { fieldId, placeErrors, shownPointers } from './field-errors.ts';
import { readSchema } from './read-schema.ts';

const field = readSchema(csvEtl.input);
const shown = shownPointers(field, emptyState(field, true));

const error = (pointer: string) => ({ pointer, detail: 'is wrong' });

describe('the errors of a form', () => {
  test('have a place for each field that is seen', () => {
    expect(shown).toContain('#/input/sources/0/from/text');
    expect(shown).not.toContain('#/input/sources/1');
    expect(shown).not.toContain('#/input/sources/0/from/uploadId');
    expect(new Set(shown.map(fieldId)).size).toBe(shown.length);
  });

  test('stand at their field, at the nearest around it, or with the form', () => {
    const placed = placeErrors(
      ['#/input/sql', '#/input/sources/0/from/uploadId', '#/input/other', '#/tags', '#/input/sql'].map(error),
      shown,
    );
    expect(Object.fromEntries([...placed].map(([pointer, errors]) => [pointer, errors.length]))).toEqual({
      '#/input/sql': 2,
      '#/input/sources/0/from': 1,
      '#/input': 1,
      '': 1,
    });
  });
});
