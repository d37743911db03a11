import { describe, expect, test } from '@jest/globals';
import { readTimestamps } from './read-timestamps.ts';

describe('times of a CSV file', () => {
  test.each([
    ['ISO 8601 in a named column', 'id,createdAt\n1,2026-11-01T10:00:00Z\n2,2026-11-01T10:00:01.500Z'],
    ['quoted, with Windows line ends', 'timestamp,id\r\n"2026-11-01T10:00:00Z",1\r\n"2026-11-01T10:00:01.500Z",2\r\n'],
    ['seconds without a heading, in any order', '1793527201.5\n1793527200'],
    ['milliseconds under a heading that nobody knows', 'when\n1793527200000\n1793527201500'],
  ])('may be %s', (_, csv) => {
    expect(readTimestamps(csv)).toEqual([0, 1500]);
  });

  test('are missed by the number of the line', () => {
    expect(() => readTimestamps('timestamp\n1793527200\nyesterday')).toThrow(
      'Line 3 of the CSV file has no time in column 1: "yesterday"',
    );
    expect(() => readTimestamps('')).toThrow('The CSV file has no line with a time.');
  });
});
