import { flesch } from 'flesch';
import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import type { TextCounts } from './count-text.ts';

/** How hard an English text is to read; the formulas hold for no other language. */
export function readabilityOf(counts: TextCounts, language: string) {
  if (language !== 'en' || counts.sentences === 0) return undefined;
  const totals = { sentence: counts.sentences, word: counts.words, syllable: syllablesOf(counts.occurrences) };
  return { fleschReadingEase: oneDecimal(flesch(totals)), fleschKincaidGrade: oneDecimal(fleschKincaid(totals)) };
}

function syllablesOf(occurrences: ReadonlyMap<string, number>): number {
  let total = 0;
  for (const [word, count] of occurrences) total += Math.max(1, syllable(word)) * count;
  return total;
}

const oneDecimal = (value: number) => Math.round(value * 10) / 10;
