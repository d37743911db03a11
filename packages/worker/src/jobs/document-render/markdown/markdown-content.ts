import type { Content } from 'pdfmake/interfaces.js';
import { CODE_FONT } from '../fonts.ts';
import { printable } from '../printable.ts';
import { blockTree, type Block } from './block-tree.ts';
import { textOf } from './inline-content.ts';
import { splitRuns } from './split-runs.ts';
import { tableContent } from './table-content.ts';

/** A Markdown text as content of a PDF. @throws {PermanentJobError} `invalid-pdf-input` */
export function markdownContent(markdown: string): Content[] {
  return blocksContent(blockTree(markdown));
}

const RULE: Content = {
  table: { widths: ['*'], body: [['']] },
  layout: { hLineWidth: (line) => (line === 0 ? 0.5 : 0), vLineWidth: () => 0, hLineColor: () => '#8c959f' },
};

const blocksContent = (blocks: readonly Block[]): Content[] => blocks.map(blockContent);

function blockContent(block: Block): Content {
  const { token, blocks } = block;
  switch (block.type) {
    case 'heading':
      return { text: textOf(block), style: token.tag };
    case 'paragraph':
      return paragraph(block);
    case 'bullet_list':
      return { ul: blocks.map(itemContent), margin: [0, 0, 0, 7] };
    case 'ordered_list':
      return { ol: blocks.map(itemContent), start: Number(token.attrGet('start') ?? 1), margin: [0, 0, 0, 7] };
    case 'blockquote':
      return quote(blocks);
    case 'fence':
    case 'code_block':
      return code(token.content);
    case 'table':
      return tableContent(block);
    case 'hr':
      return RULE;
    default:
      return { text: textOf(block) };
  }
}

function paragraph(block: Block): Content {
  const parts = splitRuns(textOf(block)).map((text) => ({ text }));
  return { stack: parts, ...(!block.token.hidden && { style: 'paragraph' }) };
}

const TASK = /^\[([ xX])\] /;

/** An item of a list; `[x]` at its beginning is a checked box. */
function itemContent(item: Block): Content {
  const first = item.blocks[0]?.blocks[0]?.token.children?.[0];
  const task = first && TASK.exec(first.content);
  if (task) first.content = `${task[1] === ' ' ? '☐' : '☑'} ${first.content.slice(task[0].length)}`;
  return { stack: blocksContent(item.blocks) };
}

const quote = (blocks: readonly Block[]): Content => ({
  table: { widths: ['*'], body: [[{ stack: blocksContent(blocks), color: '#57606a' }]] },
  layout: {
    hLineWidth: () => 0,
    vLineWidth: (column) => (column === 0 ? 2 : 0),
    vLineColor: () => '#d0d7de',
    paddingLeft: () => 10,
  },
  margin: [0, 0, 0, 7],
});

/** Each line by itself, so that a long listing can go on on the next page. */
const code = (content: string): Content => ({
  table: {
    widths: ['*'],
    body: printable(content.replace(/\n$/, ''))
      .split('\n')
      .map((line) => [
        { text: line || ' ', font: CODE_FONT, fontSize: 8.5, preserveLeadingSpaces: true, fillColor: '#f6f8fa' },
      ]),
  },
  layout: { hLineWidth: () => 0, vLineWidth: () => 0, paddingTop: () => 1, paddingBottom: () => 1 },
  margin: [0, 0, 0, 9],
});
