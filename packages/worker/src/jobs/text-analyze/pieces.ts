/** Small enough to be counted in an instant, large enough that few sentences are cut. */
const MAX_PIECE_CHARACTERS = 20_000;

const BLANK_LINE = /\r?\n\s*\n/g;
const SENTENCE_END = /[.!?…。！？]\s/g;

export interface Piece {
  readonly text: string;
  readonly beginsParagraph: boolean;
  /** Where the piece ends in the whole text: how far one has come. */
  readonly end: number;
}

/**
 * Cuts a text into its paragraphs, and long ones between sentences or, failing that, between words. Lines within a
 * paragraph are joined: a line that is wrapped is no end of a sentence.
 */
export function* piecesOf(text: string): Generator<Piece> {
  for (const [start, end] of paragraphsOf(text)) {
    let from = start;
    while (from < end) {
      const to = cutBefore(text, from, end);
      const piece = text.slice(from, to).replaceAll(/\s+/g, ' ').trim();
      if (piece !== '') yield { text: piece, beginsParagraph: from === start, end: to };
      from = to;
    }
  }
}

function* paragraphsOf(text: string): Generator<readonly [start: number, end: number]> {
  let start = 0;
  for (const blank of text.matchAll(BLANK_LINE)) {
    if (blank.index > start) yield [start, blank.index];
    start = blank.index + blank[0].length;
  }
  if (start < text.length) yield [start, text.length];
}

function cutBefore(text: string, from: number, end: number): number {
  if (end - from <= MAX_PIECE_CHARACTERS) return end;
  const window = text.slice(from, from + MAX_PIECE_CHARACTERS);
  const afterSentence = [...window.matchAll(SENTENCE_END)].at(-1)?.index;
  if (afterSentence !== undefined) return from + afterSentence + 1;
  const space = window.lastIndexOf(' ');
  if (space > 0) return from + space;
  const endsInPair = window.charCodeAt(window.length - 1) >> 10 === 0xd800 >> 10;
  return from + window.length - (endsInPair ? 1 : 0);
}
