import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import { withGeneratedParts } from './generated-parts.ts';

/** As the formatter leaves a table, but for what aligns its columns. */
const bare = (text: string) =>
  text
    .replaceAll(/ +/g, ' ')
    .replaceAll(/-+:?/g, '-')
    .replaceAll(/\n{2,}/g, '\n\n');

test('docs/scaling.md has the tables of today: node packages/simulator/src/capacity/main.ts', async () => {
  const page = readFileSync(new URL('../../../../docs/scaling.md', import.meta.url), 'utf8');
  for (const name of ['writes', 'partitions', 'services', 'cells', 'costs']) {
    expect(page).toContain(`<!-- generated: ${name} -->`);
  }
  const printed = await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'main.ts'), '--print']);
  expect(bare(page)).toBe(bare(printed.stdout).replace(/\n$/, ''));
}, 120_000);

test('parts are written between their marks, however often', () => {
  const page = 'a\n<!-- generated: one -->\n<!-- end -->\nb\n<!-- generated: two -->\nold\n<!-- end -->\nc';
  const written = withGeneratedParts(page, { one: '1', two: '2' });
  expect(written).toBe(
    'a\n<!-- generated: one -->\n\n1\n\n<!-- end -->\nb\n<!-- generated: two -->\n\n2\n\n<!-- end -->\nc',
  );
  expect(withGeneratedParts(written, { one: '1', two: '2' })).toBe(written);
  expect(() => withGeneratedParts(page, { one: '1' })).toThrow('Nothing is known of the generated part "two"');
});
