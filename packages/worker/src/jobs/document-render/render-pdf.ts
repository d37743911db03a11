import pdfmake from 'pdfmake';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { FONTS, isFontFile, TEXT_FONT } from './fonts.ts';

pdfmake.setFonts(FONTS);
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy(isFontFile);

export interface PdfDocument {
  /** In the document's properties and, small, on top of each page. */
  readonly title: string;
  readonly pageSize: 'A4' | 'LETTER';
  readonly content: Content[];
}

export interface Pdf {
  readonly content: Buffer;
  readonly pageCount: number;
}

const GREY = '#57606a';

const STYLES: TDocumentDefinitions['styles'] = {
  h1: { fontSize: 20, bold: true, margin: [0, 12, 0, 8] },
  h2: { fontSize: 16, bold: true, margin: [0, 12, 0, 6] },
  h3: { fontSize: 13, bold: true, margin: [0, 10, 0, 5] },
  h4: { fontSize: 11, bold: true, margin: [0, 8, 0, 4] },
  h5: { fontSize: 10, bold: true, margin: [0, 8, 0, 4] },
  h6: { fontSize: 10, bold: true, color: GREY, margin: [0, 8, 0, 4] },
  paragraph: { margin: [0, 0, 0, 7] },
  tableHeader: { bold: true, fillColor: '#eef1f4' },
  running: { fontSize: 8, color: GREY },
};

/** Lays a document out on pages, with its title on top and "Page 1 of 3" at the bottom of each. Reads fonts and nothing else. */
export async function renderPdf({ title, pageSize, content }: PdfDocument): Promise<Pdf> {
  let pageCount = 0;
  const buffer = await pdfmake
    .createPdf({
      content,
      pageSize,
      pageMargins: [48, 56, 48, 56],
      defaultStyle: { font: TEXT_FONT, fontSize: 10, lineHeight: 1.2 },
      styles: STYLES,
      info: { title },
      header: { text: title, style: 'running', alignment: 'right', margin: [48, 28, 48, 0] },
      footer: (page, pages) => {
        pageCount = pages;
        return { text: `Page ${page} of ${pages}`, style: 'running', alignment: 'center', margin: [48, 24, 48, 0] };
      },
    })
    .getBuffer();
  return { content: buffer, pageCount };
}
