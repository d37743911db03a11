/** What a font has no picture for by design: controls, but for the line feed, and halves of surrogate pairs. */
const UNPRINTABLE = /[\p{Cc}--\n]/gv;

/** Longer stretches get places to break at, without width: the layout's time grows with the square of a word's length. */
const LONG_WORD = /\S{60}(?=\S)/gu;
const ZERO_WIDTH_SPACE = '\u200b';

/** Text as it can be set: tabs become spaces, and nothing in it can upset the layout. */
export function printable(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\r\n', '\n')
    .replaceAll('\t', '    ')
    .replaceAll(UNPRINTABLE, '')
    .replaceAll(LONG_WORD, `$&${ZERO_WIDTH_SPACE}`);
}
