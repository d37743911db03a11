import { describe, expect, test } from '@jest/globals';
import { readdir, readFile } from 'node:fs/promises';
import { JOB_TYPES, validateInput, validateSubmitJobRequest, type SubmitJobRequest } from '@jobs/shared-contracts';
import sharp from 'sharp';
import type { JobDefinition } from '../define-job.ts';
import { jobModuleUrl } from '../job-registry.ts';
import { newUploadId, runJob } from './testing/job-context.ts';
import { readPdf } from './testing/read-pdf.ts';

const folder = new URL('../../../../examples/', import.meta.url);
const names = (await readdir(folder)).filter((name) => name.endsWith('.json'));

/** An example with its `@file` references replaced by ids of uploads of these files. */
async function readExample(name: string) {
  const text = await readFile(new URL(name, folder), 'utf8');
  const uploads: Record<string, Buffer> = {};
  let body = text;
  for (const [reference, fileName = ''] of text.matchAll(/"@([\w.-]+)"/g)) {
    const uploadId = newUploadId();
    uploads[uploadId] = await readFile(new URL(fileName, folder));
    body = body.replace(reference, JSON.stringify(uploadId));
  }
  return { request: JSON.parse(body) as SubmitJobRequest, uploads };
}

async function runExample(name: string) {
  const { request, uploads } = await readExample(name);
  const module = (await import(jobModuleUrl({ name: request.type }))) as { default: JobDefinition };
  return runJob(module.default, request.input, { uploads });
}

describe('the examples', () => {
  test.each(names)('%s is a valid request', async (name) => {
    const { request } = await readExample(name);
    expect(validateSubmitJobRequest(request)).toEqual({ valid: true, value: request });
    expect(validateInput(request.type, request.input)).toEqual({ valid: true, value: request.input });
  });

  test('there is one of every job type, by its name', () => {
    expect(names).toEqual(expect.arrayContaining(JOB_TYPES.map(({ name }) => `${name}.json`)));
  });

  test('csv-etl sums up the water levels of three stations', async () => {
    const { result, files } = await runExample('csv-etl.json');
    expect(result).toMatchObject({ rowCount: 3, sources: [{ table: 'levels', rowCount: 30 }] });
    const [header, ...rows] = String(files.get('water-levels.csv')).trim().split('\n');
    expect(header).toBe('station,days,mean_level_cm,highest_cm,coldest_c');
    expect(rows.map((row) => row.split(',').slice(0, 2))).toEqual([
      ['Bremerhaven', '10'],
      ['Cuxhaven', '10'],
      ['Hamburg', '10'],
    ]);
  });

  test('csv-etl sums up uploaded orders as Parquet', async () => {
    const { result, files } = await runExample('csv-etl-upload.json');
    expect(result).toMatchObject({
      rowCount: 70,
      columns: [{ name: 'country' }, { name: 'month' }, { name: 'orders' }, { name: 'revenue' }],
      sources: [{ rowCount: 2000 }, { rowCount: 7 }],
    });
    expect(files.get('revenue-by-month.parquet')?.subarray(0, 4).toString()).toBe('PAR1');
  });

  test('document-render makes a report of several pages', async () => {
    const { result, files } = await runExample('document-render.json');
    const { pages, text } = await readPdf(files.get('harbour-report.pdf'));
    expect(pages.length).toBeGreaterThan(1);
    expect(result).toMatchObject({ pageCount: pages.length });
    expect(text).toContain('Çeşme, Đà Nẵng, Πειραιάς and Калининград');
  });

  test('document-render makes an invoice that adds up', async () => {
    const { result, files } = await runExample('document-render-invoice.json');
    expect(result).toMatchObject({ pageCount: 1, invoiceTotal: '503.22' });
    expect((await readPdf(files.get('invoice-2026-0042.pdf'))).text).toContain('Total €503.22');
  });

  test('image-transform makes three images of the photo', async () => {
    const { files } = await runExample('image-transform.json');
    const made = await Promise.all(
      [...files].map(async ([name, content]) => {
        const { width, height } = await sharp(content).metadata();
        return `${name} ${width} × ${height}`;
      }),
    );
    expect(made).toEqual([
      'harbour-800.webp 800 × 500',
      'harbour-square.avif 400 × 400',
      'harbour-thumbnail.png 160 × 160',
    ]);
  });

  test('text-analyze tells what the text is about', async () => {
    const { result } = await runExample('text-analyze.json');
    expect(result).toMatchObject({
      language: { code: 'en' },
      statistics: { paragraphs: 5 },
      keywords: expect.arrayContaining([expect.objectContaining({ term: 'harbour' })]),
    });
  });

  test('failing.json fails for good, and says why', async () => {
    await expect(runExample('failing.json')).rejects.toMatchObject({
      name: 'PermanentJobError',
      code: 'sql-error',
      message: expect.stringContaining('"salinity" not found'),
    });
  });
});
