import type { PageClient } from '../session/session.ts';
import type { WantedFile } from '../form/read-input.ts';

/** What was uploaded stays usable for a day: a submission that was refused does not send its files again. */
const uploaded = new WeakMap<File, { readonly uploadId: string; readonly usableUntil: string }>();

/** So long before its end an upload is not relied on any more. */
const MARGIN_MS = 10 * 60_000;

/**
 * Uploads the files, one after the other.
 * @returns their upload ids by the fields' pointers
 */
export async function uploadFiles(
  client: Pick<PageClient, 'upload'>,
  files: readonly WantedFile[],
  onProgress: (percent: number) => void,
): Promise<ReadonlyMap<string, string>> {
  const totalBytes = files.reduce((sum, { file }) => sum + file.size, 0);
  const ids = new Map<string, string>();
  let doneBytes = 0;
  for (const { pointer, file } of files) {
    const from = doneBytes;
    const known = uploaded.get(file);
    const isUsable = known !== undefined && Date.parse(known.usableUntil) - MARGIN_MS > Date.now();
    const { uploadId, usableUntil } = isUsable
      ? known
      : await client.upload(file, {
          onProgress: ({ sentBytes }) => onProgress(Math.floor(((from + sentBytes) / totalBytes) * 100)),
        });
    uploaded.set(file, { uploadId, usableUntil });
    ids.set(pointer, uploadId);
    doneBytes += file.size;
  }
  return ids;
}
