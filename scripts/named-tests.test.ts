import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

const DOCS = new URL('../docs/', import.meta.url);
const documentNamed = (name: string) => readFileSync(new URL(name, DOCS), 'utf8');
const promises = documentNamed('promises.md');
const comparison = documentNamed('comparison.md');

/** What links to a test and names titles of it: `[`file`](path): “title”, “title”`. */
const namedIn = (document: string) =>
  [...document.matchAll(/\[`[^`]+`\]\((?<file>[^)]+)\)(?:: [^“;\n]*(?<titles>“.*?”(?=;|$)))?/gm)].flatMap(
    ({ groups }) => {
      const { file = '', titles = '' } = groups ?? {};
      const quoted = [...titles.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title);
      return quoted.length > 0 ? quoted.map((title) => ({ file, title })) : [{ file, title: '' }];
    },
  );

describe.each([
  { name: 'promises.md', document: promises },
  { name: 'comparison.md', document: comparison },
])('docs/$name', ({ document }) => {
  test.each(namedIn(document))('names a test that exists: $file $title', ({ file, title }) => {
    const path = new URL(file, DOCS);
    expect(existsSync(path)).toBe(true);
    expect(readFileSync(path, 'utf8')).toContain(title);
  });
});

test('all eleven promises have tests', () => {
  const each = promises.split(/^(?=\*\*\d+\. )/m).slice(1);
  expect(each.map((promise) => Number.parseInt(promise.slice(2), 10))).toEqual(
    Array.from({ length: 11 }, (_, i) => i + 1),
  );
  expect(each.filter((promise) => !promise.includes('\n- ['))).toEqual([]);
});

test('every table of the comparison has a part that names what shows it', () => {
  const tables = [...comparison.matchAll(/^\| (?<title>\w+) +\| here/gm)].map(({ groups }) => groups?.['title']);
  expect(tables).toHaveLength(5);
  const shown = comparison.slice(comparison.indexOf('## What shows it'));
  for (const title of tables) expect(shown).toContain(`\n${title}:\n\n- [`);
});
