import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { JobView } from '@jobs/client';
import type { Connected } from '../context.ts';
import { FailedError } from '../errors.ts';
import type { Io } from '../io.ts';

interface LinkedFile {
  readonly name: string;
  readonly url: string;
}

/** What may be a file's name here: none that leads out of the folder, or is hidden in it. */
const FILE_NAME = /^(?!\.)[^/\\:\p{Cc}]{1,200}$/u;

/**
 * Saves the files of a job's result, and the result itself when it is large.
 * @returns where they are
 * @throws {FailedError} when the job has no result, or a file is there already
 */
export async function downloadResult(
  { io, client }: { readonly io: Io; readonly client: Connected['client'] },
  job: JobView,
  folder: string,
): Promise<string[]> {
  if (job.status !== 'SUCCEEDED') throw new FailedError(`${job.id} has no result: it is ${job.status}.`);
  const { signal } = io;
  const { resultUrl } = job;
  const large = resultUrl === undefined ? [] : [{ name: `${job.id}.json`, url: resultUrl }];
  const result: unknown =
    resultUrl === undefined ? job.result : await (await client.download(resultUrl, { signal })).json();
  const target = resolve(io.cwd, folder);
  await mkdir(target, { recursive: true });
  const saved: string[] = [];
  for (const { name, url } of [...large, ...linkedFiles(result)]) {
    if (!FILE_NAME.test(name)) throw new FailedError(`A file of the result has a name that can't be used: "${name}"`);
    const path = join(target, name);
    const { body } = await client.download(url, { signal });
    await save(body ? Readable.fromWeb(body) : Readable.from([]), path, signal);
    saved.push(relative(io.cwd, path));
  }
  return saved;
}

async function save(content: Readable, path: string, signal: AbortSignal): Promise<void> {
  try {
    await pipeline(content, createWriteStream(path, { flags: 'wx' }), { signal });
  } catch (error) {
    signal.throwIfAborted();
    const { code, message } = error as NodeJS.ErrnoException;
    throw new FailedError(code === 'EEXIST' ? `${path} is there already.` : `${path} can't be saved: ${message}`, {
      cause: error,
    });
  }
}

/** The files of a result, wherever they are in it. */
function linkedFiles(value: unknown): readonly LinkedFile[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('url' in value && 'name' in value && typeof value.url === 'string' && typeof value.name === 'string') {
    return [{ name: value.name, url: value.url }];
  }
  return Object.values(value).flatMap(linkedFiles);
}
