import { readFile } from 'node:fs/promises';
import type { SubmitJobRequest } from '@jobs/shared-contracts';
import { documentJob, imageJob, tableJob } from '../../promises/mixed-jobs.ts';
import type { PlannedJob } from '../plan/plan-jobs.ts';

const PHOTO = new URL('../../../../../examples/photo.jpg', import.meta.url);
/** No UTF-8, whatever follows. */
const NO_TEXT = Buffer.from([0xff, 0xfe, 0xfd]);
/** Beyond what the table takes of an input. */
const LARGE_CHARACTERS = 4000;

export interface Uploads {
  readonly photo: string;
  readonly noText: string;
}

/** What jobs of one owner refer to. */
export async function uploadFor(upload: (content: Buffer) => Promise<string>): Promise<Uploads> {
  return { photo: await upload(await readFile(PHOTO)), noText: await upload(NO_TEXT) };
}

/** No two texts are of the same length, so that a result tells which job it belongs to. */
export function textOf({ kind, index }: Pick<PlannedJob, 'kind' | 'index'>): string | undefined {
  if (kind !== 'text' && kind !== 'large-text') return undefined;
  const text = `Text number ${index} is about queues. Queues are for work that nobody should wait for. `;
  return text.padEnd((kind === 'text' ? 100 : LARGE_CHARACTERS) + (index % 1500), 'Some words more. ');
}

export function requestOf(job: PlannedJob, uploads: Uploads): SubmitJobRequest {
  const { kind, index } = job;
  switch (kind) {
    case 'text':
    case 'large-text':
      return { type: 'text-analyze', input: { source: { text: textOf(job) ?? '' } } };
    case 'poison-text':
      return { type: 'text-analyze', input: { source: { uploadId: uploads.noText } } };
    case 'table':
      return tableJob(index);
    case 'poison-table': {
      const { type, input } = tableJob(index);
      return { type, input: { ...(input as object), sql: 'SELECT missing FROM orders' } };
    }
    case 'document':
      return documentJob(index);
    case 'image':
      return imageJob(index, uploads.photo);
  }
  return kind satisfies never;
}

export const typeOf = (job: PlannedJob): string => requestOf(job, { photo: '', noText: '' }).type;
