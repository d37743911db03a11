import MarkdownIt, { type Token } from 'markdown-it';
import { PermanentJobError } from '../../../errors.ts';

/** Lists in lists in quotes: each takes width from what it holds. */
const MAX_NESTING = 7;
const NESTING = new Set(['bullet_list', 'ordered_list', 'blockquote']);

/** CommonMark with tables, strikethrough and bare links. HTML is text like any other. */
const parser = new MarkdownIt({ html: false, linkify: true, typographer: false });

/** A block of the document and what it holds; `inline` ones hold text instead. */
export interface Block {
  /** `paragraph`, `bullet_list`, `inline` …: markdown-it's token types without `_open`. */
  readonly type: string;
  readonly token: Token;
  readonly blocks: Block[];
}

/** @throws {PermanentJobError} `invalid-pdf-input` when it nests too deeply to be set */
export function blockTree(markdown: string): Block[] {
  const root: Block[] = [];
  const open: { type: string; blocks: Block[] }[] = [{ type: 'document', blocks: root }];
  for (const token of parser.parse(markdown, {})) {
    if (token.nesting < 0) {
      open.pop();
      continue;
    }
    const block: Block = { type: token.type.replace(/_open$/, ''), token, blocks: [] };
    open.at(-1)?.blocks.push(block);
    if (token.nesting === 0) continue;
    open.push(block);
    if (open.filter(({ type }) => NESTING.has(type)).length > MAX_NESTING) throw tooDeep();
  }
  return root;
}

const tooDeep = () =>
  new PermanentJobError('The Markdown nests lists and quotes too deeply to fit on a page', {
    code: 'invalid-pdf-input',
  });
