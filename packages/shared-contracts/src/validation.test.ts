import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { LIMITS } from './limits.ts';
import {
  validateCreateUploadRequest,
  validateInput,
  validateResult,
  validateSubmitJobRequest,
  type Validation,
} from './validation.ts';

const pointersOf = (validation: Validation<unknown>) =>
  validation.valid ? [] : validation.errors.map(({ pointer }) => pointer);

/** Follows a JSON Pointer in URI fragment form, as a client would. */
function lookUp(document: unknown, pointer: string): unknown {
  const tokens = decodeURIComponent(pointer.slice(1)).split('/').slice(1);
  return tokens.reduce<unknown>(
    (value, token) => (value as Record<string, unknown>)[token.replaceAll('~1', '/').replaceAll('~0', '~')],
    document,
  );
}

describe('validation', () => {
  test('a valid request comes back as it is', () => {
    const request = { type: 'text-analyze', input: { source: { text: 'Hello.' } }, tags: { team: 'a' } };
    expect(validateSubmitJobRequest(request)).toEqual({ valid: true, value: request });
  });

  test('a missing field is pointed at where it should be', () => {
    expect(validateSubmitJobRequest({ type: 'csv-etl' })).toEqual({
      valid: false,
      errors: [{ detail: 'is required', pointer: '#/input' }],
    });
    expect(pointersOf(validateInput('image-transform', { image: {}, outputs: [{ fileName: 'a.png' }] }))).toEqual([
      '#/input/image/uploadId',
      '#/input/outputs/0/format',
    ]);
  });

  test('a field that does not exist is pointed at', () => {
    expect(validateCreateUploadRequest({ sizeBytes: 1, name: 'a' })).toEqual({
      valid: false,
      errors: [{ detail: 'is not a known field', pointer: '#/name' }],
    });
  });

  test('a value that is not one of a list is told the list', () => {
    const outcome = validateInput('csv-etl', {
      sources: [{ table: 't', format: 'xml', from: { text: 'a' } }],
      sql: 'SELECT 1',
      output: { format: 'csv' },
    });
    expect(outcome).toEqual({
      valid: false,
      errors: [{ detail: 'must be one of "csv", "json", "parquet"', pointer: '#/input/sources/0/format' }],
    });
  });

  test('a bad name of a tag is pointed at once, with the reason', () => {
    expect(validateSubmitJobRequest({ type: 'csv-etl', input: {}, tags: { 'a b': 'x' } })).toEqual({
      valid: false,
      errors: [{ detail: 'as a name must match pattern "^[A-Za-z0-9._:/-]+$"', pointer: '#/tags/a%20b' }],
    });
  });

  test('whatever a field is called, its pointer leads to it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        fc.pre(name !== 'source' && name !== 'maxKeywords' && name !== '__proto__');
        const input = { source: { text: 'a' }, [name]: 'found' };
        const outcome = validateInput('text-analyze', input);
        expect(outcome.valid).toBe(false);
        expect(pointersOf(outcome).map((pointer) => lookUp({ input }, pointer))).toEqual(['found']);
      }),
    );
  });

  test('a name that is no valid Unicode text is reported, not thrown', () => {
    const outcome = validateResult('text-analyze', { '\uD800': 1 });
    expect(pointersOf(outcome)).toContain('#/result/%EF%BF%BD');
  });

  test('of many faults only the first are reported', () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`field${i}`, i]));
    expect(pointersOf(validateSubmitJobRequest(many))).toHaveLength(LIMITS.reportedErrors);
  });

  test('any JSON value is judged without throwing', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const outcome of [validateSubmitJobRequest(value), validateInput('csv-etl', value)]) {
          expect(outcome.valid || outcome.errors.length > 0).toBe(true);
        }
      }),
    );
  });
});
