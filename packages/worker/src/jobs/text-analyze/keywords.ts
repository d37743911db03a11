import { stopWordsOf } from './stop-words.ts';

/** Scripts in which a word of two characters is a word like any other. */
const DENSE_SCRIPT = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}]/u;

const LETTER = /\p{L}/u;

/** The words that occur most often, without those that every text has; of equals, the first in the alphabet. */
export function keywordsOf(
  occurrences: ReadonlyMap<string, number>,
  language: string,
  limit: number,
): { term: string; count: number }[] {
  const stopWords = stopWordsOf(language);
  const says = (word: string) =>
    LETTER.test(word) && word.length >= (DENSE_SCRIPT.test(word) ? 2 : 3) && !stopWords.has(word);
  return [...occurrences]
    .filter(([word]) => says(word))
    .map(([term, count]) => ({ term, count }))
    .toSorted((a, b) => b.count - a.count || (a.term < b.term ? -1 : 1))
    .slice(0, limit);
}
