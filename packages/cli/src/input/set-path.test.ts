import { describe, expect, test } from '@jest/globals';
import { UsageError } from '../errors.ts';
import { readAssignment, readValue, setPath } from './set-path.ts';

describe('a path that is set', () => {
  test.each([
    [undefined, 'source.text', 'Hi', { source: { text: 'Hi' } }],
    [undefined, 'outputs.0.width', 80, { outputs: [{ width: 80 }] }],
    [{ outputs: [{ width: 80 }] }, 'outputs.1', 'b', { outputs: [{ width: 80 }, 'b'] }],
    [{ a: { b: 1, c: 2 } }, 'a.b', 3, { a: { b: 3, c: 2 } }],
    [{ a: {} }, 'a.0', 'named 0', { a: { 0: 'named 0' } }],
  ])('in %j at %s makes what is missing, and leaves the rest', (root, path, value, expected) => {
    const before = structuredClone(root);
    expect(setPath(root, path, value)).toEqual(expected);
    expect(root).toEqual(before);
  });

  test.each([
    [{}, '__proto__.polluted'],
    [{}, 'a.constructor.prototype'],
    [{}, 'a..b'],
    [{ a: 1 }, 'a.b'],
    [{ a: null }, 'a.b.c'],
    [{ a: [] }, 'a.1'],
    [{ a: [] }, 'a.length'],
    ['text', 'a'],
  ])('in %j can not be %s', (root, path) => {
    expect(() => setPath(root, path, true)).toThrow(UsageError);
    expect({}).not.toHaveProperty('polluted');
  });
});

test('an assignment is split at its first "=", and must have a path', () => {
  expect(readAssignment('sql=SELECT a=b', '--set')).toEqual({ path: 'sql', value: 'SELECT a=b' });
  for (const text of ['sql', '=1']) expect(() => readAssignment(text, '--set')).toThrow('--set takes path=value');
});

test.each([
  ['80', 80],
  ['"80"', '80'],
  ['true', true],
  ['[1,{"a":null}]', [1, { a: null }]],
  ['It was not amused.', 'It was not amused.'],
  ['', ''],
])('%j is the value %j', (text, value) => {
  expect(readValue(text)).toEqual(value);
});
