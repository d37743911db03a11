import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { jsonDepth } from './json-depth.ts';

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

describe('the depth of a JSON text', () => {
  test('is that of the value, whatever brackets its strings hold', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom(undefined, 2), (value, indent) => {
        expect(jsonDepth(JSON.stringify(value, undefined, indent))).toBe(depthOf(value));
      }),
    );
    expect(jsonDepth('{"[[[\\"{{": ["]]"]}')).toBe(2);
  });

  test('is counted for texts that no parser would survive', () => {
    expect(jsonDepth('['.repeat(1_000_000))).toBe(1_000_000);
  });
});
