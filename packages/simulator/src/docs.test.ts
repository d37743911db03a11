import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';

const page = readFileSync(new URL('../../../docs/simulate.md', import.meta.url), 'utf8');

/** Seconds of its own, and as long as the machine lets it take. */
const PROCESS_MS = 120_000;

/** In a process of its own: there, it is four times as fast. */
const simulate = async (args: readonly string[]) =>
  (await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args])).stdout;

const COMMAND = /^```sh\nnpm run simulate -- (?<args>.+)\n```\n\n(?<shown>\||```)/gm;
const FIRST = page.indexOf('## Wake from zero');

/** As the formatter leaves a table, but for what aligns its columns. */
const bare = (text: string) => text.replaceAll(/ +/g, ' ').replaceAll(/-+:?/g, '-').trim();

/** What the page shows below a command: a table, or a block of text that holds one. */
function shownAt(place: number): string {
  const rest = page.slice(place);
  return rest.startsWith('```') ? (rest.split('```')[1] ?? '').replace(/^\w*\n/, '') : (rest.split('\n\n')[0] ?? '');
}

const commands = [...page.matchAll(COMMAND)]
  .filter(({ index }) => index > FIRST)
  .map((match) => ({
    args: match.groups?.['args'] ?? '',
    shown: shownAt(match.index + match[0].length - (match.groups?.['shown']?.length ?? 0)),
  }));

describe('docs/simulate.md', () => {
  test.each(commands)(
    'shows what is printed by npm run simulate -- $args',
    async ({ args, shown }) => {
      expect(bare(shown)).toBe(bare(await simulate(args.split(' '))));
    },
    PROCESS_MS,
  );

  test(
    'shows the picture that its command draws',
    async () => {
      const [, args = ''] = /`npm run simulate -- (.+) --svg docs\/images\/simulate-burst\.svg`/.exec(page) ?? [];
      const folder = mkdtempSync(join(tmpdir(), 'simulate-'));
      const file = join(folder, 'burst.svg');
      await simulate([...args.split(' '), '--svg', file]);
      const drawn = readFileSync(file, 'utf8');
      rmSync(folder, { recursive: true });
      expect(drawn).toBe(readFileSync(new URL('../../../docs/images/simulate-burst.svg', import.meta.url), 'utf8'));
    },
    PROCESS_MS,
  );

  test('shows all that it promises', () => {
    expect(commands.length).toBeGreaterThanOrEqual(7);
  });
});
