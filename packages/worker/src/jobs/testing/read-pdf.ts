import { extractLinks, extractText, getDocumentProxy, getMeta } from 'unpdf';

/** What a reader sees of a PDF, found by another library than the one that wrote it. */
export async function readPdf(content: Buffer | undefined) {
  const pdf = await getDocumentProxy(new Uint8Array(content ?? []));
  const { text: pages } = await extractText(pdf);
  const { links } = await extractLinks(pdf);
  const { info } = await getMeta(pdf);
  const { width } = (await pdf.getPage(1)).getViewport({ scale: 1 });
  return { pages, text: pages.join('\n'), links, title: info['Title'] as unknown, width: Math.round(width) };
}
