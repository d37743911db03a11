import { randomBytes } from 'node:crypto';
import type { PayloadStore } from '@jobs/job-store';
import { LIMITS, validateCreateUploadRequest, type UploadTicket } from '@jobs/shared-contracts';
import { ValidationFailedError } from '../errors.ts';

export interface CreateUploadDependencies {
  readonly payloads: Pick<PayloadStore, 'createUploadUrl'>;
  readonly now: () => number;
}

/** Makes a place for one file of exactly the size that the request names. */
export async function createUpload(
  { payloads, now }: CreateUploadDependencies,
  { owner, body }: { readonly owner: string; readonly body: unknown },
): Promise<UploadTicket> {
  const request = validateCreateUploadRequest(body);
  if (!request.valid) throw new ValidationFailedError(request.errors);
  const uploadId = `upl_${randomBytes(16).toString('hex')}`;
  const { url, headers, expiresAt } = await payloads.createUploadUrl({ owner, uploadId, ...request.value });
  return {
    uploadId,
    method: 'PUT',
    url,
    headers,
    uploadBefore: new Date(expiresAt).toISOString(),
    usableUntil: new Date(now() + LIMITS.uploadUsableSeconds * 1000).toISOString(),
  };
}
