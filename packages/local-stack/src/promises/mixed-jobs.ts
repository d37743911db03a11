import { readFile } from 'node:fs/promises';
import type { SubmitJobRequest } from '@jobs/shared-contracts';

const PHOTO = new URL('../../../../examples/photo.jpg', import.meta.url);

type Upload = (content: Buffer) => Promise<string>;

/** So many small jobs of all four types, in a fixed mixture: of twenty, fourteen texts, a table, three documents and two images. */
export async function mixedJobs(count: number, upload: Upload): Promise<readonly SubmitJobRequest[]> {
  const uploadId = await upload(await readFile(PHOTO));
  const makers = [
    ...Array.from({ length: 14 }, () => textJob),
    ...Array.from({ length: 1 }, () => tableJob),
    ...Array.from({ length: 3 }, () => documentJob),
    ...Array.from({ length: 2 }, () => (n: number) => imageJob(n, uploadId)),
  ];
  // 7 and 20 have no common factor, so that neighbours differ.
  return Array.from({ length: count }, (_, n) => makers[(n * 7) % makers.length]?.(n) ?? textJob(n));
}

const textJob = (n: number): SubmitJobRequest => ({
  type: 'text-analyze',
  input: { source: { text: `Text number ${n} is about queues. Queues are for work that nobody should wait for.` } },
});

export const tableJob = (n: number): SubmitJobRequest => ({
  type: 'csv-etl',
  input: {
    sources: [{ table: 'orders', format: 'csv', from: { text: `id,amount\n1,${n}\n2,${n + 1}\n` } }],
    sql: 'SELECT sum(amount) AS total FROM orders',
    output: { format: 'csv' },
  },
});

export const documentJob = (n: number): SubmitJobRequest => ({
  type: 'document-render',
  input: { content: { markdown: `# Document ${n}\n\nOne paragraph, and a list:\n\n- first\n- second\n` } },
});

export const imageJob = (n: number, uploadId: string): SubmitJobRequest => ({
  type: 'image-transform',
  input: {
    image: { uploadId },
    outputs: [{ fileName: `small-${n}.jpg`, format: 'jpeg', resize: { width: 64 } }],
  },
});

/** Seconds of work: most of what a text may be long. */
export async function slowTextJob(upload: Upload): Promise<SubmitJobRequest> {
  const uploadId = await upload(Buffer.from('Some work takes longer than other work. '.repeat(180_000)));
  return { type: 'text-analyze', input: { source: { uploadId } } };
}
