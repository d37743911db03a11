import { describe, expect, test } from '@jest/globals';
import { LIMITS } from '@jobs/shared-contracts';
import { matches, parseIfNoneMatch } from './conditional-request.ts';

describe('If-None-Match', () => {
  test.each(['W/"5"', '"5"', 'W/"4", W/"5"', ' "4","5" ', '*', ' * ', 'nonsense, "5"', '"a,b", "5"'])(
    '%s matches version 5',
    (header) => {
      expect(matches(parseIfNoneMatch(header), 'W/"5"')).toBe(true);
    },
  );

  test('is ignored when it is longer than the limit', () => {
    const longest = '"5"'.padEnd(LIMITS.headerCharacters);
    const matched = [longest, `${longest} `].map((header) => matches(parseIfNoneMatch(header), 'W/"5"'));
    expect(matched).toEqual([true, false]);
  });

  test.each([undefined, '', '5', 'W/"4"', '"55"', '"4", *', 'W/5', '"5'])('%p does not match version 5', (header) => {
    expect(matches(parseIfNoneMatch(header), 'W/"5"')).toBe(false);
  });
});
