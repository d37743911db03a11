import { describe, expect, test } from '@jest/globals';
import { summarize } from './test-summary.mjs';

const report = {
  numPassedTests: 12,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

describe('the closing line of a test run', () => {
  test.each([
    ['all passed', report, 0, '12 passed, 0 failed', true],
    ['a test failed', { ...report, numFailedTests: 2 }, 1, '12 passed, 2 failed', false],
    ['a file could not be run', { ...report, numRuntimeErrorTestSuites: 1 }, 1, '12 passed, 1 failed', false],
    ['a check failed', report, 1, '12 passed, 1 failed', false],
    [
      'a test was skipped',
      { ...report, numPendingTests: 1, numTodoTests: 2 },
      0,
      '12 passed, 0 failed, 3 skipped',
      false,
    ],
    ['no test ran', { ...report, numPassedTests: 0 }, 0, '0 passed, 0 failed', false],
    ['there is no report', {}, 1, '0 passed, 1 failed', false],
  ])('when %s', (_, given, exitCode, line, ok) => {
    expect(summarize(given, exitCode)).toEqual({ line, ok });
  });
});
