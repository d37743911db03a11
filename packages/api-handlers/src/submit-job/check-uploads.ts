import type { PayloadStore } from '@jobs/job-store';
import { LIMITS } from '@jobs/shared-contracts';
import { UploadExpiredError, UploadNotFoundError } from '../errors.ts';
import type { UploadReference } from './upload-references.ts';

/**
 * Refuses references to uploads that are not the owner's, were never sent, or will be too old when the job starts.
 * @returns until when all of them can be used
 */
export async function checkUploads(
  payloads: Pick<PayloadStore, 'findUpload'>,
  owner: string,
  references: readonly UploadReference[],
  startsAt: number,
): Promise<number> {
  const ids = [...new Set(references.map(({ uploadId }) => uploadId))];
  const uploads = new Map(
    await Promise.all(ids.map(async (id) => [id, await payloads.findUpload(owner, id)] as const)),
  );
  const pointersTo = (isBad: (createdAt: number | undefined) => boolean) =>
    references.filter(({ uploadId }) => isBad(uploads.get(uploadId)?.createdAt)).map(({ pointer }) => pointer);

  const missing = pointersTo((createdAt) => createdAt === undefined);
  if (missing.length > 0) throw new UploadNotFoundError(missing);
  const usableMs = LIMITS.uploadUsableSeconds * 1000;
  const expired = pointersTo((createdAt) => createdAt !== undefined && startsAt - createdAt >= usableMs);
  if (expired.length > 0) throw new UploadExpiredError(expired);
  return Math.min(...[...uploads.values()].map((upload) => (upload?.createdAt ?? Infinity) + usableMs));
}
