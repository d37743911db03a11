import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import type { Connected } from '../context.ts';
import { UsageError } from '../errors.ts';
import { readAssignment, setPath } from '../input/set-path.ts';
import type { Io } from '../io.ts';
import { createLiveLines } from '../output/live-lines.ts';

/** A field for the id alone: `image.uploadId`, `content.markdownUploadId`. */
const UPLOAD_ID_FIELD = /uploadId$/i;

/**
 * Uploads the files that are named as `path=file`, and puts their upload ids into the input.
 * @throws {UsageError} for a file that is not there, before any is uploaded
 */
export async function uploadFiles(
  { io, client }: { readonly io: Io; readonly client: Connected['client'] },
  input: unknown,
  assignments: readonly string[],
): Promise<unknown> {
  const files = assignments.map((text) => readAssignment(text, '--file'));
  // A path that can't be set is found here, before anything is sent.
  files.reduce((tried, { path }) => setPath(tried, path, {}), input);
  const opened = await Promise.all(
    files.map(async (file) => ({ ...file, content: await openFile(resolve(io.cwd, file.value), file.value) })),
  );
  const lines = createLiveLines(io.stderr, Math.max(1, files.length));
  let complete = input;
  for (const [index, { path, value, content }] of opened.entries()) {
    const name = basename(value);
    const { uploadId } = await client.upload(content, {
      signal: io.signal,
      ...(io.stderr.isTTY && {
        onProgress: ({ sentBytes, totalBytes }) =>
          lines.set(index, `Uploading ${name}  ${Math.floor((100 * sentBytes) / Math.max(1, totalBytes))} %`),
      }),
    });
    lines.set(index, `Uploaded ${name}, ${content.size} bytes`);
    complete = setPath(complete, path, UPLOAD_ID_FIELD.test(path) ? uploadId : { uploadId });
  }
  return complete;
}

/** Its content is read only while it is sent. */
async function openFile(path: string, name: string): Promise<Blob> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new UsageError(`There is no file ${name}.`);
  return openAsBlob(path);
}
