import MarkdownIt, { type Token } from 'markdown-it';
import { PermanentJobError } from '../../../errors.ts';

/** Lists in lists in quotes: each takes width from what it holds. */
const MAX_NESTING = 7;
const NESTING = new Set(['bullet_list', 'ordered_list', 'blockquote']);

/**
 * Blocks, lines of code and stretches of inline text: each becomes an object of the layout, and more than so many do not
 * fit into a thread's memory, however short the text is that they are written in.
 */
const MAX_PIECES = 150_000;

/** CommonMark with tables, strikethrough and bare links. HTML is text like any other. */
const parser = new MarkdownIt({ html: false, linkify: true, typographer: false });

/** A block of the document and what it holds; `inline` ones hold text instead. */
export interface Block {
  /** `paragraph`, `bullet_list`, `inline` …: markdown-it's token types without `_open`. */
  readonly type: string;
  readonly token: Token;
  readonly blocks: Block[];
}

/** @throws {PermanentJobError} `invalid-pdf-input` when it nests too deeply to be set, or is of too many pieces */
export function blockTree(markdown: string): Block[] {
  const root: Block[] = [];
  const open: { type: string; blocks: Block[] }[] = [{ type: 'document', blocks: root }];
  let pieces = 0;
  for (const token of parser.parse(markdown, {})) {
    pieces += piecesOf(token);
    if (pieces > MAX_PIECES) throw tooMany();
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

function piecesOf({ type, content, children }: Token): number {
  if (type === 'fence' || type === 'code_block') return content.split('\n').length;
  return 1 + (children?.length ?? 0);
}

const tooMany = () =>
  new PermanentJobError(
    `The Markdown has more than ${MAX_PIECES} blocks, lines of code and changes of style: split it into several`,
    { code: 'invalid-pdf-input' },
  );

const tooDeep = () =>
  new PermanentJobError('The Markdown nests lists and quotes too deeply to fit on a page', {
    code: 'invalid-pdf-input',
  });
