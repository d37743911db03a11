import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { JobView } from '@jobs/shared-contracts';

interface LinkedFile {
  readonly name: string;
  readonly url: string;
}

/**
 * Saves the job's result as JSON, or downloads the files in it.
 * @returns lines that say what there is and where
 */
export async function saveResult(job: JobView, title: string, folder: string, signal: AbortSignal): Promise<string[]> {
  const result: unknown = job.resultUrl ? await (await fetch(job.resultUrl, { signal })).json() : job.result;
  const files = linkedFiles(result);
  if (files.length === 0) {
    const path = join(folder, `${title}.json`);
    await writeFile(path, `${JSON.stringify(result, undefined, 2)}\n`);
    return [path];
  }
  const paths = await Promise.all(
    files.map(async ({ name, url }) => {
      const path = join(folder, `${title}-${name}`);
      const response = await fetch(url, { signal });
      if (!response.ok || !response.body) throw new Error(`${name} can't be downloaded: ${response.status}`);
      await pipeline(Readable.fromWeb(response.body), createWriteStream(path));
      return path;
    }),
  );
  return [...factsOf(result), ...paths];
}

/** The plain values of a result, in one line: `pageCount 2, invoiceTotal 8.33`. */
function factsOf(result: unknown): string[] {
  const plain = Object.entries(result ?? {}).filter(([, value]) => ['number', 'string'].includes(typeof value));
  return plain.length > 0 ? [plain.map(([name, value]) => `${name} ${String(value)}`).join(', ')] : [];
}

/** The file references of a result, wherever they are in it. */
function linkedFiles(value: unknown): readonly LinkedFile[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('url' in value && 'name' in value && typeof value.url === 'string' && typeof value.name === 'string') {
    return [{ name: value.name, url: value.url }];
  }
  return Object.values(value).flatMap(linkedFiles);
}
