import { readFile } from 'node:fs/promises';
import type { SubmitJobRequest } from '@jobs/shared-contracts';

const EXAMPLES = new URL('../../../../examples/', import.meta.url);

/** Reads `examples/<name>.json`: a body for POST /v1/jobs. */
export async function readExample(name: string): Promise<SubmitJobRequest> {
  return JSON.parse(await readFile(new URL(`${name}.json`, EXAMPLES), 'utf8')) as SubmitJobRequest;
}

/** An example names a file beside it as `"uploadId": "@photo.jpg"`: uploads such files and puts their ids there. */
export async function withUploads(value: unknown, upload: (content: Buffer) => Promise<string>): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map((item) => withUploads(item, upload)));
  if (typeof value === 'string' && value.startsWith('@')) {
    return upload(await readFile(new URL(value.slice(1), EXAMPLES)));
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(async ([name, field]: [string, unknown]) => {
    const mayReferTo = typeof field !== 'string' || /uploadId$/i.test(name);
    return [name, mayReferTo ? await withUploads(field, upload) : field] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
