import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { runSimulate } from './run-simulate.ts';

const page = readFileSync(new URL('../../../docs/simulate.md', import.meta.url), 'utf8');

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
  test.each(commands)('shows what is printed by npm run simulate -- $args', ({ args, shown }) => {
    expect(bare(shown)).toBe(bare(runSimulate(args.split(' ')).text));
  });

  test('shows the picture that its command draws', () => {
    const [, args = ''] = /`npm run simulate -- (.+) --svg docs\/images\/simulate-burst\.svg`/.exec(page) ?? [];
    const drawn = readFileSync(new URL('../../../docs/images/simulate-burst.svg', import.meta.url), 'utf8');
    expect(drawn).toBe(runSimulate([...args.split(' '), '--svg', 'any.svg']).picture?.svg);
  });

  test('shows all that it promises', () => {
    expect(commands.length).toBeGreaterThanOrEqual(7);
  });
});
