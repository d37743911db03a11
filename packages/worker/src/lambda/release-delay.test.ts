import { expect, test } from '@jest/globals';
import { releaseDelaySeconds } from './release-delay.ts';

test('a job that is released again and again is held back for longer each time, up to a minute', () => {
  const afterReleases = [1, 2, 3, 7, 100].map((releases) =>
    releaseDelaySeconds({ maxAttempts: 3 + releases }, { maxAttempts: 3 }),
  );
  expect(afterReleases).toEqual([1, 2, 4, 60, 60]);
});

test('a job that was submitted with fewer attempts than its type has is held back for a second', () => {
  expect(releaseDelaySeconds({ maxAttempts: 2 }, { maxAttempts: 3 })).toBe(1);
});
