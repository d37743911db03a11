import type { Token } from 'markdown-it';
import type { ContentText } from 'pdfmake/interfaces.js';
import { CODE_FONT } from '../fonts.ts';
import { printable } from '../printable.ts';
import type { Block } from './block-tree.ts';

type Look = Pick<ContentText, 'bold' | 'italics' | 'decoration' | 'color' | 'link'>;

/** A stretch of text of one look. */
export type Run = ContentText & { text: string };

const LINK_COLOR = '#0550ae';

/** Links that lead out of the document; others, such as `#section` or `other.md`, lead nowhere in a PDF. */
const LEADS_OUT = /^(https?:|mailto:)/i;

/** The text that a block holds, or is. What has no picture in the PDF, such as an image, is told in words. */
export function textOf({ token, blocks }: Block): Run[] {
  return [...inlineContent(token.children ?? []), ...blocks.flatMap(textOf)];
}

function inlineContent(tokens: readonly Token[]): Run[] {
  const looks: Look[] = [{}];
  const runs: Run[] = [];
  for (const token of tokens) {
    const look = looks.at(-1) ?? {};
    if (token.nesting > 0) looks.push({ ...look, ...lookOf(token) });
    else if (token.nesting < 0) looks.pop();
    else runs.push(runOf(token, look));
  }
  return runs;
}

function lookOf(token: Token): Look {
  switch (token.type) {
    case 'strong_open':
      return { bold: true };
    case 'em_open':
      return { italics: true };
    case 's_open':
      return { decoration: 'lineThrough' };
    case 'link_open':
      return linkTo(token.attrGet('href'));
    default:
      return {};
  }
}

function linkTo(target: string | number | null): Look {
  const link = String(target);
  return LEADS_OUT.test(link) ? { link, color: LINK_COLOR } : {};
}

function runOf(token: Token, look: Look): Run {
  switch (token.type) {
    case 'code_inline':
      return { ...look, text: printable(token.content), font: CODE_FONT, fontSize: 9, background: '#eef1f4' };
    case 'softbreak':
      return { ...look, text: ' ' };
    case 'hardbreak':
      return { ...look, text: '\n' };
    case 'image':
      return {
        ...look,
        ...linkTo(token.attrGet('src')),
        italics: true,
        text: `[${printable(token.content) || 'image'}]`,
      };
    default:
      return { ...look, text: printable(token.content) };
  }
}
