import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PROJECT_ROOT } from './copy-project.ts';

const DOCS = join(PROJECT_ROOT, 'docs');
const TEXT = readFileSync(join(DOCS, 'security.md'), 'utf8');

const section = (title: string) => TEXT.split(/^## /m).find((part) => part.startsWith(`${title}\n`)) ?? '';

/** Cells of the tables' rows, without heads. */
const rowsOf = (title: string) =>
  section(title)
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (rule|---)/.test(line))
    .map((line) => line.slice(2, -2).split(/ +\| +/));

/** Terraform aligns its equals signs. */
const oneSpace = (text: string) => text.replaceAll(/\s+/g, ' ');

const MET = rowsOf('Met').map(([rules = '', asks = '', places = '', by = '']) => ({
  rules,
  asks,
  files: [...places.matchAll(/\]\(([^)]+)\)/g)].map(([, path = '']) =>
    oneSpace(readFileSync(join(DOCS, path), 'utf8')),
  ),
  quotes: [...by.matchAll(/`([^`]+)`/g)].map(([, quote = '']) => quote),
}));

/** Without those of which a row says for what it is. */
const rulesIn = (rules: string) => (rules.includes(':') ? [] : rules.split(', '));

describe('docs/security.md', () => {
  test.each(MET)('$rules: $asks, by what the files say', ({ files, quotes }) => {
    expect(quotes.filter((quote) => !files.some((file) => file.includes(quote)))).toEqual([]);
    expect(files.filter((file) => !quotes.some((quote) => file.includes(quote)))).toEqual([]);
    expect(files).not.toEqual([]);
    expect(quotes).not.toEqual([]);
  });

  test('says of no rule both that it is met and that it is waived, unless it says for what', () => {
    const met = MET.flatMap(({ rules, asks }) => (asks.includes(':') || asks.includes('(') ? [] : rulesIn(rules)));
    const others = [...rowsOf('Waived'), ...rowsOf('Not applicable')].flatMap(([rules = '']) => rulesIn(rules));
    expect(others.filter((rule) => met.includes(rule))).toEqual([]);
    expect(others.length).toBeGreaterThan(met.length / 2);
  });
});
