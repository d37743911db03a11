import { describe, expect, test } from '@jest/globals';
import { isJobId } from '@jobs/shared-contracts';
import * as fc from 'fast-check';
import { jobIdOfKey, requestHash } from './request-hash.ts';

/** The same value, with the keys of every object in the opposite order. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]: [string, unknown]) => [key, reversed(member)]),
  );
}

describe('the hash of a request', () => {
  test('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (input) => {
        const hash = requestHash({ type: 'a', input, tags: { x: '1', y: '2' } });
        expect(requestHash({ tags: { y: '2', x: '1' }, input: reversed(input), type: 'a' })).toBe(hash);
      }),
    );
  });

  test('depends on everything else', () => {
    const request = { type: 'a', input: { list: [1, 2] } };
    const others = [
      { ...request, type: 'b' },
      { ...request, input: { list: [2, 1] } },
      { ...request, input: { list: ['1', 2] } },
      { ...request, maxAttempts: 1 },
      { ...request, priority: 'low' as const },
      { ...request, tags: {} },
    ];
    expect(new Set([request, ...others].map(requestHash)).size).toBe(7);
  });
});

describe('the job id of an Idempotency-Key', () => {
  test('is the same each time, and an owner’s own', () => {
    expect(jobIdOfKey('acme', 'k')).toBe(jobIdOfKey('acme', 'k'));
    expect(isJobId(jobIdOfKey('acme', 'k'))).toBe(true);
    expect(new Set([jobIdOfKey('acme', 'k'), jobIdOfKey('acm', 'ek'), jobIdOfKey('acme', 'K')]).size).toBe(3);
  });
});
