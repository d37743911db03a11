import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const DOCUMENT = new URL('../docs/promises.md', import.meta.url);
const document = readFileSync(DOCUMENT, 'utf8');

/** Each line that names tests: the file, and the titles in it. */
const named = [...document.matchAll(/^- \[`[^`]+`\]\(([^)]+)\): (.+)$/gm)].flatMap(([, file = '', titles = '']) =>
  [...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => ({ file, title })),
);

describe('docs/promises.md', () => {
  test('has all eleven promises, each with a test', () => {
    const promises = document.split(/^(?=\*\*\d+\. )/m).slice(1);
    expect(promises.map((promise) => Number.parseInt(promise.slice(2), 10))).toEqual(
      Array.from({ length: 11 }, (_, i) => i + 1),
    );
    expect(promises.filter((promise) => !promise.includes('\n- ['))).toEqual([]);
  });

  test.each(named)('names a test that exists: $title', ({ file, title }) => {
    const source = readFileSync(new URL(file, DOCUMENT), 'utf8');
    expect(source).toContain(title);
  });
});
