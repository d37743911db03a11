import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const DOCUMENT = new URL('../docs/security.md', import.meta.url);
const model =
  readFileSync(DOCUMENT, 'utf8')
    .split(/^## /m)
    .find((part) => part.startsWith('Threat model')) ?? '';

/** Rows of the tables of threats: what, against it, shown by, what remains. */
const threats = model
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (threat|---)/.test(line))
  .map((line) => line.slice(2, -2).split(/ +\| +/));

describe('the threat model', () => {
  test('tells of each threat what stands against it, what shows it, and what remains', () => {
    expect(threats.length).toBeGreaterThan(15);
    expect(threats.filter((cells) => cells.length !== 4 || cells.some((cell) => cell.trim() === ''))).toEqual([]);
  });

  test.each(threats.map(([threat = '', , shownBy = '']) => ({ threat, shownBy })))(
    'names files that exist: $threat',
    ({ shownBy }) => {
      const files = [...shownBy.matchAll(/\]\(([^)]+)\)/g)].map(([, file = '']) => file);
      expect(files).not.toEqual([]);
      expect(files.filter((file) => !existsSync(new URL(file, DOCUMENT)))).toEqual([]);
    },
  );
});
