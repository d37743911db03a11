import { describe, expect, test } from '@jest/globals';
import { runStages } from './run-stages.ts';
import type { Step, Tour } from './tour.ts';

const step = (title: string, run: Step['run']): Step => ({ title, document: 'docs/api.md', run });
const good = (title: string) => step(title, async (_, tell) => tell.check(`${title} holds`, true));

/** Of steps that need nothing of it. */
async function runAll(stages: readonly (readonly Step[])[], signal = new AbortController().signal, limitMs?: number) {
  const lines: string[] = [];
  const tour = { signal } as Tour;
  const chapters = stages.map((steps) => [{ title: 'A chapter', steps }]);
  const failed = await runStages(chapters, tour, (line) => lines.push(line), limitMs);
  return { failed, lines: lines.map((line) => line.trim()).filter((line) => line !== '') };
}

describe('the steps of a tour', () => {
  test('of a stage run at the same time, and are shown in their order', async () => {
    const second = Promise.withResolvers<void>();
    const first = step('First', async (_, tell) => {
      await second.promise;
      tell.answer('after the second');
    });
    const last = step('Second', async (_, tell) => {
      tell.answer('before the first');
      second.resolve();
    });
    const { lines } = await runAll([[first, last]]);
    expect(lines.slice(1)).toEqual([
      '1  First  (docs/api.md)',
      'after the second',
      '2  Second  (docs/api.md)',
      'before the first',
    ]);
  });

  test('of a later stage wait for those before', async () => {
    const began: string[] = [];
    const note = (title: string) =>
      step(title, async () => {
        await Promise.resolve();
        began.push(title);
      });
    await runAll([[note('a'), note('b')], [note('c')]]);
    expect(began).toEqual(['a', 'b', 'c']);
  });

  test('are named when something does not hold, or goes wrong, and the others go on', async () => {
    const wrong = step('Wrong', async (_, tell) => tell.check('one is two', false));
    const broken = step('Broken', () => Promise.reject(new Error('No answer')));
    const { failed, lines } = await runAll([[wrong, good('Good')], [broken]]);
    expect(failed).toEqual(['Wrong', 'Broken']);
    expect(lines).toContain('✗ It does not hold that one is two');
    expect(lines).toContain('✗ Error: No answer');
    expect(lines).toContain('✓ Good holds');
  });

  test('end when they hang, or when the tour is to end', async () => {
    const hangs = step('Hangs', () => new Promise(() => {}));
    expect((await runAll([[hangs]], undefined, 1)).failed).toEqual(['Hangs']);
    expect((await runAll([[hangs], [good('Later')]], AbortSignal.abort())).failed).toEqual(['Hangs', 'Later']);
  });
});
