import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { summarize } from './test-summary.mjs';

const report = {
  numPassedTests: 12,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
};

const print = (...args: string[]) =>
  promisify(execFile)(process.execPath, [new URL('test-summary.mjs', import.meta.url).pathname, ...args]);

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
    expect(summarize([{ report: given, exitCode }])).toEqual({ line, ok });
  });

  const passed = { report, exitCode: 0 };

  test('counts all runs together', () => {
    expect(summarize([passed, passed])).toEqual({ line: '24 passed, 0 failed', ok: true });
  });

  test.each([
    ['failed', { report: { ...report, numFailedTests: 2 }, exitCode: 1 }, '24 passed, 2 failed'],
    ['ended badly without a report', { report: {}, exitCode: 1 }, '12 passed, 1 failed'],
    ['had no tests', { report: { ...report, numPassedTests: 0 }, exitCode: 0 }, '12 passed, 0 failed'],
    ['skipped a test', { report: { ...report, numPendingTests: 1 }, exitCode: 0 }, '24 passed, 0 failed, 1 skipped'],
  ])('when one of two runs %s, it is no success', (_, other, line) => {
    expect(summarize([passed, other])).toEqual({ line, ok: false });
    expect(summarize([other, passed])).toEqual({ line, ok: false });
  });

  test('without any run, it is no success', () => {
    expect(summarize([]).ok).toBe(false);
  });

  test('is printed for the reports that are named, each with its run’s exit code', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'test-summary-'));
    const [one, other] = [join(folder, 'one.json'), join(folder, 'other.json')];
    for (const file of [one, other]) await writeFile(file, JSON.stringify(report));
    await expect(print(one, '0', other, '0')).resolves.toMatchObject({ stdout: '24 passed, 0 failed\n' });
    const failed = { code: 1, stdout: '24 passed, 1 failed\n' };
    await expect(print(one, '0', other, '1')).rejects.toMatchObject(failed);
    await expect(print(one, '0', other)).rejects.toMatchObject(failed);
    await expect(print(one, '1', join(folder, 'absent.json'), '0')).rejects.toMatchObject({ code: 1 });
    await rm(folder, { recursive: true });
  });
});
