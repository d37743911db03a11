import { piecesOf } from './pieces.ts';

export interface TextCounts {
  /** Unicode code points, white space included. */
  readonly characters: number;
  readonly words: number;
  readonly sentences: number;
  readonly paragraphs: number;
  /** How often each word occurs, in lower case. */
  readonly occurrences: ReadonlyMap<string, number>;
}

const REPORT_EVERY_CHARACTERS = 64 * 1024;

const HAS_WORD = /[\p{L}\p{N}]/u;

/**
 * Counts a text by the Unicode rules of its language. `afterSome` is awaited from time to time with the share done,
 * 0 to 1: a long text takes seconds, and the thread must be able to hear of an abort.
 */
export async function countText(
  text: string,
  language: string,
  afterSome: (share: number) => Promise<void>,
): Promise<TextCounts> {
  const wordSegmenter = new Intl.Segmenter(language, { granularity: 'word' });
  const sentenceSegmenter = new Intl.Segmenter(language, { granularity: 'sentence' });
  const occurrences = new Map<string, number>();
  let [words, sentences, paragraphs, reported] = [0, 0, 0, 0];

  for (const piece of piecesOf(text)) {
    if (piece.beginsParagraph) paragraphs += 1;
    for (const { segment, isWordLike } of wordSegmenter.segment(piece.text)) {
      if (!isWordLike) continue;
      words += 1;
      const word = segment.toLocaleLowerCase(language).replaceAll('’', "'");
      occurrences.set(word, (occurrences.get(word) ?? 0) + 1);
    }
    for (const { segment } of sentenceSegmenter.segment(piece.text)) if (HAS_WORD.test(segment)) sentences += 1;
    if (piece.end - reported < REPORT_EVERY_CHARACTERS) continue;
    reported = piece.end;
    await afterSome(piece.end / text.length);
  }
  return { characters: codePoints(text), words, sentences, paragraphs, occurrences };
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}
