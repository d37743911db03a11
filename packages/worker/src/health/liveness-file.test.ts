import { mkdtemp, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { keepLivenessFile, livenessProblem } from './liveness-file.ts';

describe('the liveness file', () => {
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'liveness-test-'));
    file = join(folder, 'alive');
  });
  afterEach(async () => {
    jest.useRealTimers();
    await rm(folder, { recursive: true });
  });

  test('is a problem while it is not there', () => {
    expect(livenessProblem(file)).toContain('not started');
  });

  test('is renewed while the event loop turns, and a problem half a minute after it has stopped', () => {
    jest.useFakeTimers();
    const started = Date.now();
    const stop = keepLivenessFile(file);
    jest.advanceTimersByTime(60_000);
    expect(livenessProblem(file)).toBeUndefined();
    expect(livenessProblem(file, () => started + 91_000)).toContain('has not turned for 31 s');
    stop();
    jest.advanceTimersByTime(31_000);
    expect(livenessProblem(file)).toContain('has not turned');
  });

  test('takes over what an earlier worker has left', async () => {
    keepLivenessFile(file)();
    await utimes(file, 0, 0);
    expect(livenessProblem(file)).toBeDefined();
    keepLivenessFile(file)();
    expect(livenessProblem(file)).toBeUndefined();
  });

  test('refuses a place where it cannot be written', () => {
    expect(() => keepLivenessFile(join(folder, 'missing', 'alive'))).toThrow('ENOENT');
  });
});
