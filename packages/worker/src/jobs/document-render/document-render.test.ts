import { describe, expect, test } from '@jest/globals';
import type { documentRender, JobInput } from '@jobs/shared-contracts';
import { AttemptStoppedError } from '../../errors.ts';
import { newUploadId, runJob } from '../testing/job-context.ts';
import { readPdf } from '../testing/read-pdf.ts';
import job from './index.ts';
import { blockTree } from './markdown/block-tree.ts';
import type { Invoice } from './invoice/invoice-totals.ts';

type Input = JobInput<typeof documentRender>;

/** The largest text that can be sent inline. */
const MAX_CHARACTERS = 200_000;

async function render(input: Input) {
  const { result, files } = await runJob(job, input);
  return { result, ...(await readPdf(files.get(result.file.name))) };
}

/** What is too long to be inline comes as an upload. */
async function ofMarkdown(markdown: string) {
  if (markdown.length <= MAX_CHARACTERS) return render({ content: { markdown } });
  const markdownUploadId = newUploadId();
  const uploads = { [markdownUploadId]: markdown };
  const { result, files } = await runJob(job, { content: { markdownUploadId } }, { uploads });
  return { result, ...(await readPdf(files.get(result.file.name))) };
}

const INVOICE: Invoice = {
  number: '2026-0042',
  issuedOn: '2026-11-02',
  dueOn: '2026-12-02',
  currency: 'EUR',
  seller: { name: 'Hafen & Söhne GmbH', addressLines: ['Am Kai 1', '20457 Hamburg'], taxId: 'DE123456789' },
  buyer: { name: 'Zażółć Sp. z o.o.' },
  lines: [
    { description: 'Mooring', quantity: 3, unitPrice: 0.1, taxPercent: 19 },
    { description: 'Water', quantity: 1.5, unitPrice: 2.01, taxPercent: 7 },
  ],
  notes: 'Payable within 30 days.',
};

describe('document-render of Markdown', () => {
  test('sets headings, lists, quotes, code and inline styles', async () => {
    const { text, result } = await ofMarkdown(`# Harbour

**Bold**, *italic*, ~~gone~~ and \`code\` &amp; more.

1. first
2. second
   - nested
- [x] done

> quoted

\`\`\`
const a = 1;
\`\`\`
`);
    for (const part of ['Harbour', 'Bold, italic, gone and code & more.', 'first', 'nested', '☑ done', 'quoted']) {
      expect(text).toContain(part);
    }
    expect(text).toContain('const a = 1;');
    expect(result).toMatchObject({ pageCount: 1, file: { name: 'document.pdf', contentType: 'application/pdf' } });
  });

  test('repeats the header of a table on every page, and numbers the pages', async () => {
    const rows = Array.from({ length: 120 }, (_, i) => `| row ${i} | ${i * i} |`).join('\n');
    const { pages, result } = await ofMarkdown(`| Name | Square |\n|:-|-:|\n${rows}`);
    expect(result.pageCount).toBe(pages.length);
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach((page, i) => {
      expect(page).toContain('Name Square');
      expect(page).toContain(`Page ${i + 1} of ${pages.length}`);
    });
    expect(pages.at(-1)).toContain('row 119');
  });

  test('keeps links that lead out, and makes text of all others', async () => {
    const { links, text } = await ofMarkdown(
      '[out](https://example.com/a) [mail](mailto:a@example.com) [script](javascript:alert(1)) [file](file:///etc/passwd) [#](#here)',
    );
    expect(links.toSorted()).toEqual(['https://example.com/a', 'mailto:a@example.com']);
    expect(text).toContain('script');
  });

  test('fetches no image and reads no file: an image is its caption', async () => {
    const { text } = await ofMarkdown('![a boat](https://127.0.0.1:9/boat.png) ![](/etc/passwd) <img src="file:///x">');
    expect(text).toContain('[a boat]');
    expect(text).toContain('[image]');
    expect(text).toContain('<img src="file:///x">');
  });

  test.each([
    ['Latin with all its accents', 'Straße, façade, żółć, İstanbul, Đà Nẵng, ǆ, ﬁ'],
    ['Greek, Cyrillic and signs', 'Λιμάνι, Гавань, € £ ₹, → ✓ ≤ ∑ │'],
  ])('shows %s', async (_, line) => {
    expect((await ofMarkdown(line)).text.normalize('NFKC')).toContain(line.normalize('NFKC'));
  });

  test.each([
    ['scripts beyond the font', '港は町より先に目を覚ます 🚢 שלום'],
    ['controls and halves of surrogate pairs', 'a\u0000b\u0007c\ud800d'],
    ['white space', ' '],
    ['a word without end', 'x'.repeat(50_000)],
    ['a paragraph without end', 'word '.repeat(6000)],
    ['stars without end', '*'.repeat(20_000)],
  ])('bears %s', async (_, markdown) => {
    expect((await ofMarkdown(markdown)).result.pageCount).toBeGreaterThan(0);
  });

  test.each(['[', '![', '[a](', '` ', '*a **', '<a ', '&#', '\\', 'a@', '~~a', '[a]: <'])(
    'can be read through, though it is %j without end',
    async (unit) => {
      expect(blockTree(unit.repeat(100_000 / unit.length)).length).toBeGreaterThan(0);
    },
  );

  test('loses no word of a paragraph that it cuts', async () => {
    const { text } = await ofMarkdown(Array.from({ length: 4000 }, (_, i) => `w${i}`).join(' '));
    const words = text.match(/w\d+/g) ?? [];
    expect(words).toHaveLength(4000);
    expect(words.at(-1)).toBe('w3999');
  });

  test.each([
    ['nesting without end', `${'> '.repeat(100)}deep`, /nests lists and quotes too deeply/],
    ['rules without end', '---\n\n'.repeat(151_000), /more than 150000 blocks/],
    ['lines of code without end', `\`\`\`\n${'\n'.repeat(150_001)}\`\`\``, /more than 150000 blocks/],
    ['changes of style without end', '*a* '.repeat(40_000), /more than 150000 blocks/],
    ['a table too wide', `${'|a'.repeat(21)}|\n${'|-'.repeat(21)}|\n`, /21 columns: at most 20/],
  ])('refuses %s', async (_, markdown, message) => {
    await expect(ofMarkdown(markdown)).rejects.toMatchObject({
      name: 'PermanentJobError',
      code: 'invalid-pdf-input',
      message: expect.stringMatching(message),
    });
  });

  test('takes title, page size and file name', async () => {
    const { title, pages, width, result } = await render({
      content: { markdown: 'Text' },
      title: 'Harbour report',
      pageSize: 'LETTER',
      fileName: 'report.pdf',
    });
    expect({ title, width, name: result.file.name }).toEqual({
      title: 'Harbour report',
      width: 612,
      name: 'report.pdf',
    });
    expect(pages[0]).toContain('Harbour report');
  });

  test('takes an upload, and refuses one that is too large', async () => {
    const markdownUploadId = newUploadId();
    const input = { content: { markdownUploadId } };
    const { result } = await runJob(job, input, { uploads: { [markdownUploadId]: '# Uploaded' } });
    expect(result.pageCount).toBe(1);
    const large = { uploads: { [markdownUploadId]: 'x '.repeat(600_000) } };
    await expect(runJob(job, input, large)).rejects.toMatchObject({ code: 'upload-too-large' });
  });

  test('stops between its steps when it is told to', async () => {
    const controller = new AbortController();
    const stopped = runJob(
      job,
      { content: { markdown: 'Text' } },
      { signal: controller.signal, onProgress: () => controller.abort(new AttemptStoppedError('cancelled')) },
    );
    await expect(stopped).rejects.toMatchObject({ name: 'AttemptStoppedError' });
  });
});

describe('document-render of an invoice', () => {
  test('shows parties, dates, lines, taxes and total', async () => {
    const { text, result, title } = await render({ content: { invoice: INVOICE } });
    for (const part of [
      'Invoice 2026-0042',
      'Hafen & Söhne GmbH',
      'Tax ID DE123456789',
      'Zażółć Sp. z o.o.',
      'November 2, 2026',
      'December 2, 2026',
      'Mooring 3 €0.10 19 % €0.30',
      'Water 1.5 €2.01 7 % €3.02',
      'Net €3.32',
      'Tax 7 % €0.21',
      'Tax 19 % €0.06',
      'Total €3.59',
      'Payable within 30 days.',
    ]) {
      expect(text).toContain(part);
    }
    expect(result).toMatchObject({ pageCount: 1, invoiceTotal: '3.59', file: { name: 'invoice.pdf' } });
    expect(title).toBe('Invoice 2026-0042');
  });

  test('goes on over several pages under a repeated header', async () => {
    const lines = Array.from({ length: 100 }, (_, i) => ({ description: `Berth ${i}`, quantity: 1, unitPrice: 10 }));
    const { pages, result } = await render({ content: { invoice: { ...INVOICE, lines } } });
    expect(pages.length).toBeGreaterThan(2);
    expect(pages.filter((page) => page.includes('Description Quantity Unit price')).length).toBe(pages.length);
    expect(result.invoiceTotal).toBe('1000.00');
  });

  test('refuses a currency that does not exist', async () => {
    const invoice = { ...INVOICE, currency: 'ZZZ' };
    await expect(render({ content: { invoice } })).rejects.toMatchObject({
      code: 'invalid-pdf-input',
      message: '"ZZZ" is no currency of ISO 4217',
    });
  });
});
