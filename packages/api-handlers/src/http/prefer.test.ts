import { describe, expect, test } from '@jest/globals';
import { LIMITS } from '@jobs/shared-contracts';
import { parseWaitSeconds } from './prefer.ts';

describe('Prefer', () => {
  test.each([
    ['wait=10', 10],
    ['respond-async, wait=10', 10],
    ['Wait = "7" ; x=y', 7],
    ['wait=0', 0],
    ['wait=3, wait=9', 3],
    ['wait=21', 20],
    ['wait=99999999999999999999999', 20],
  ])('%s waits for %i seconds', (header, seconds) => {
    expect(parseWaitSeconds(header)).toBe(seconds);
  });

  test.each([undefined, '', 'wait', 'wait=', 'wait=-1', 'wait=1.5', 'wait=soon', 'await=5', 'wait="5', 'wait=0x10'])(
    '%p is ignored',
    (header) => {
      expect(parseWaitSeconds(header)).toBeUndefined();
    },
  );

  test('is ignored when it is longer than the limit', () => {
    const longest = 'wait=5'.padEnd(LIMITS.headerCharacters);
    expect([parseWaitSeconds(longest), parseWaitSeconds(`${longest} `)]).toEqual([5, undefined]);
  });
});
