import { describe, expect, test } from '@jest/globals';
import { createLiveLines } from './live-lines.ts';

function screen(changes: object = {}) {
  const written: string[] = [];
  return { written, write: (text: string) => written.push(text), isTTY: true, columns: 10, rows: 5, ...changes };
}

describe('lines that change', () => {
  test('are drawn again in place, and cut where the terminal ends', () => {
    const output = screen();
    const lines = createLiveLines(output, 2);
    lines.set(0, 'first');
    lines.set(1, 'second is long');
    expect(output.written).toEqual([
      '\r\u001B[2Kfirst\n\r\u001B[2K\n',
      '\u001B[2A\r\u001B[2Kfirst\n\r\u001B[2Ksecond is\n',
    ]);
  });

  test.each([
    ['no terminal', { isTTY: false }],
    ['a terminal with too few rows', { rows: 2 }],
  ])('follow each other on %s, each change once and without control characters', (_, changes) => {
    const output = screen(changes);
    const lines = createLiveLines(output, 2);
    lines.set(0, 'first');
    lines.set(0, 'first');
    lines.set(1, 'second\u001B[2J\nline');
    expect(output.written).toEqual(['first\n', 'second�[2J line\n']);
  });
});
