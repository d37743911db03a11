import type { Alignment, Content, TableCell } from 'pdfmake/interfaces.js';
import { PermanentJobError } from '../../../errors.ts';
import type { Block } from './block-tree.ts';
import { textOf } from './inline-content.ts';

const MAX_COLUMNS = 20;
const MIN_WEIGHED_CHARACTERS = 4;
const MAX_WEIGHED_CHARACTERS = 80;

/** A table whose header is repeated on every page. @throws {PermanentJobError} `invalid-pdf-input` */
export function tableContent(table: Block): Content {
  const rows = table.blocks.flatMap(({ blocks }) => blocks);
  const columns = rows[0]?.blocks.length ?? 0;
  if (columns > MAX_COLUMNS) {
    throw new PermanentJobError(`A table has ${columns} columns: at most ${MAX_COLUMNS} fit on a page`, {
      code: 'invalid-pdf-input',
    });
  }
  return {
    table: { headerRows: 1, widths: columnWidths(rows), body: rows.map(({ blocks }) => blocks.map(cell)) },
    layout: { hLineColor: () => '#d0d7de', vLineColor: () => '#d0d7de', hLineWidth: () => 0.5, vLineWidth: () => 0.5 },
    margin: [0, 0, 0, 9],
  };
}

/** Shares of the page's width by the longest cell, dampened: a long text may wrap, a short one should not have to. */
function columnWidths(rows: readonly Block[]): string[] {
  const header = rows[0]?.blocks ?? [];
  const weights = header.map((_, column) => {
    const longest = rows.reduce((max, { blocks }) => Math.max(max, lengthOf(blocks[column])), 0);
    return Math.sqrt(Math.min(MAX_WEIGHED_CHARACTERS, Math.max(MIN_WEIGHED_CHARACTERS, longest)));
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => `${(100 * weight) / total}%`);
}

const lengthOf = (block: Block | undefined) => block?.blocks[0]?.token.content.length ?? 0;

function cell(block: Block): TableCell {
  const alignment = /text-align:(left|center|right)/.exec(String(block.token.attrGet('style') ?? ''))?.[1];
  return {
    text: textOf(block),
    ...(alignment && { alignment: alignment as Alignment }),
    ...(block.type === 'th' && { style: 'tableHeader' }),
  };
}
