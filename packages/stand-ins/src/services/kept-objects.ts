import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { callFauxqs } from './call-fauxqs.ts';
import type { FauxqsApp } from './fauxqs-app.ts';

interface KeptObject {
  /** `/<bucket>/<key>`, URL-encoded. */
  readonly path: string;
  readonly headers: Record<string, string>;
}

const KEPT_HEADERS = /^(content-type|content-disposition|cache-control|x-amz-meta-.*)$/;

/**
 * Writes every object to `directory` as soon as its PUT has been answered, and takes deleted ones out again. (Not
 * before: fauxqs answers twice when a hook holds the answer back.)
 * @returns waits until all is written
 */
export function keepObjects(app: FauxqsApp, directory: string): () => Promise<void> {
  let written = Promise.resolve();
  app.addHook('onResponse', (request, reply, done) => {
    const path = (request.raw.url ?? '/').split('?')[0] ?? '/';
    const query = request.query as Record<string, string | undefined>;
    const isObject = /^\/[^/]+\/./.test(path);
    const isWhole = query['partNumber'] === undefined && query['uploads'] === undefined;
    const isChanged = ['PUT', 'POST', 'DELETE'].includes(request.method) && reply.statusCode < 300;
    if (isObject && isWhole && isChanged) {
      // One after the other, so that of two writes of one object the later one stays.
      written = written
        .then(() => keepCurrent(app, directory, path))
        .catch((error: Error) => process.emitWarning(error));
    }
    done();
  });
  return () => written;
}

/** Puts the kept objects back; their time of modification becomes the present one. */
export async function restoreObjects(app: FauxqsApp, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  const names = (await readdir(directory)).filter((name) => name.endsWith('.json'));
  for (const name of names) {
    const { path, headers } = JSON.parse(await readFile(join(directory, name), 'utf8')) as KeptObject;
    const body = await readFile(join(directory, name.replace(/json$/, 'data')));
    const response = await callFauxqs(app, path, { method: 'PUT', headers, body });
    if (!response.ok) throw new Error(`fauxqs did not take ${path} back: ${await response.text()}`);
  }
}

async function keepCurrent(app: FauxqsApp, directory: string, path: string): Promise<void> {
  const file = join(directory, createHash('sha256').update(path).digest('hex'));
  const response = await callFauxqs(app, path);
  const content = Buffer.from(await response.arrayBuffer());
  if (response.status === 404) {
    await rm(`${file}.json`, { force: true });
    await rm(`${file}.data`, { force: true });
    return;
  }
  if (!response.ok) throw new Error(`${path} could not be kept: fauxqs answered ${response.status}`);
  const headers = Object.fromEntries([...response.headers].filter(([name]) => KEPT_HEADERS.test(name)));
  const kept: KeptObject = { path, headers };
  await replaceFile(`${file}.data`, content);
  await replaceFile(`${file}.json`, JSON.stringify(kept));
}

/** A process that is killed in the middle leaves the old file or the new one. */
async function replaceFile(file: string, content: string | Buffer): Promise<void> {
  await writeFile(`${file}.new`, content);
  await rename(`${file}.new`, file);
}
