import { describe, expect, test } from '@jest/globals';
import { counted, formatBytes, formatDuration, formatTime, inWords } from './format.ts';

describe('for people', () => {
  test.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [4250, '4.2 s'],
    [59_999, '59.9 s'],
    [60_000, '1 min'],
    [185_000, '3 min 5 s'],
    [3_600_000, '1 h'],
    [7_800_000, '2 h 10 min'],
  ])('%i ms are %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  test.each([
    [0, '0 bytes'],
    [1023, '1023 bytes'],
    [1536, '1.5 KiB'],
    [5 * 1024 ** 2, '5.0 MiB'],
    [2048 * 1024 ** 3, '2048.0 GiB'],
  ])('%i bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  test.each([
    ['QUEUED', 'Queued'],
    ['document-render', 'Document render'],
    ['unitPrice', 'Unit price'],
    ['sql', 'SQL'],
  ])('%s is %s', (name, words) => {
    expect(inWords(name)).toBe(words);
  });

  test('a time has its date unless it is today’s', () => {
    const at = '2026-11-01T10:00:00Z';
    const today = formatTime(at, new Date(at));
    expect(formatTime(at, new Date('2026-11-03T10:00:00Z'))).toMatch(new RegExp(`.+ ${today}$`));
  });

  test('one is not several', () => {
    expect([counted(0, 'job'), counted(1, 'job'), counted(2, 'try', 'tries')]).toEqual(['0 jobs', '1 job', '2 tries']);
  });
});
