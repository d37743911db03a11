import type { Run } from './inline-content.ts';

/** The time to lay out a text grows with the square of its length; cut into such parts, even a book is quick. */
const MAX_CHARACTERS = 5000;
const PARTS = new RegExp(`[^]{1,${MAX_CHARACTERS}}(?=\\s|$)|[^]{1,${MAX_CHARACTERS}}`, 'gu');

/** Cuts a paragraph that is longer than any ought to be, between words where it can. */
export function splitRuns(runs: readonly Run[]): Run[][] {
  const parts: Run[][] = [[]];
  let characters = 0;
  for (const run of runs.flatMap(cut)) {
    if (characters > 0 && characters + run.text.length > MAX_CHARACTERS) {
      parts.push([]);
      characters = 0;
    }
    parts.at(-1)?.push(run);
    characters += run.text.length;
  }
  return parts;
}

function cut(run: Run): Run[] {
  if (run.text.length <= MAX_CHARACTERS) return [run];
  const { text, ...look } = run;
  return Array.from(text.matchAll(PARTS), ([part]) => ({ ...look, text: part }));
}
