import { documentRender, type JobInput } from '@jobs/shared-contracts';
import { defineJob, type JobPayloads } from '../../define-job.ts';
import { abortPoint } from '../abort-point.ts';
import { readTextUpload } from '../read-text-upload.ts';
import { invoiceContent } from './invoice/invoice-content.ts';
import { markdownContent } from './markdown/markdown-content.ts';
import { printable } from './printable.ts';
import { renderPdf } from './render-pdf.ts';

/** Some thousand pages. Layout holds the whole document in memory, and cannot be aborted but with its thread. */
const MAX_MARKDOWN_BYTES = 1024 * 1024;

type Input = JobInput<typeof documentRender>;

export default defineJob(documentRender, async ({ input, payloads, progress, signal }) => {
  progress(0, 'Reading the content');
  const { content, title, fileName, invoiceTotal } = await describe(input, payloads);
  await abortPoint(signal);
  progress(20, 'Laying out pages');
  const pdf = await renderPdf({
    title: printable(input.title ?? title),
    pageSize: input.pageSize ?? 'A4',
    content,
  });
  await abortPoint(signal);
  progress(90, `Writing ${pdf.pageCount} pages`);
  const file = await payloads.writeFile(input.fileName ?? fileName, pdf.content, 'application/pdf');
  return { file, pageCount: pdf.pageCount, ...(invoiceTotal !== undefined && { invoiceTotal }) };
});

/** What is to be rendered, whichever of the three kinds of content it is. */
async function describe({ content: { markdown, markdownUploadId, invoice } }: Input, payloads: JobPayloads) {
  if (invoice) {
    const { content, totals } = invoiceContent(invoice);
    const invoiceTotal = totals.total.toFixed(totals.fractionDigits);
    return { content, title: `Invoice ${invoice.number}`, fileName: 'invoice.pdf', invoiceTotal };
  }
  const text =
    markdownUploadId === undefined
      ? (markdown ?? '')
      : await readTextUpload(payloads, markdownUploadId, MAX_MARKDOWN_BYTES);
  return { content: markdownContent(text), title: '', fileName: 'document.pdf', invoiceTotal: undefined };
}
