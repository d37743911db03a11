import { Readable } from 'node:stream';
import { Upload } from '@aws-sdk/lib-storage';
import { callService } from '../call-service.ts';
import type { PutOptions } from '../../port/payload-store.ts';
import type { PayloadStoreSettings } from './payload-store-settings.ts';
import { taggingOf } from './tagging.ts';

/** Held in memory, twice: one part is filled while the other is sent. S3 takes 10,000 parts, 80 GB with these. */
const PART_BYTES = 8 * 1024 * 1024;
const PARTS_AT_ONCE = 2;

/**
 * A body that fits into one part is put by one request. When the body itself breaks off, nothing is kept of it, and its
 * own error is thrown: it is no fault of S3.
 * @throws {DependencyError}
 */
export async function putFile(
  { client, bucketName }: PayloadStoreSettings,
  key: string,
  body: Readable | Buffer,
  { contentType, ...options }: PutOptions & { readonly contentType: string },
): Promise<{ key: string; sizeBytes: number }> {
  let sizeBytes = 0;
  try {
    await callService('S3', 'PutObject', async () => {
      const upload = new Upload({
        client: client(),
        params: { Bucket: bucketName, Key: key, Body: body, ContentType: contentType, ...taggingOf(options) },
        partSize: PART_BYTES,
        queueSize: PARTS_AT_ONCE,
      });
      upload.on('httpUploadProgress', ({ loaded }) => {
        sizeBytes = Math.max(sizeBytes, loaded ?? 0);
      });
      await upload.done();
    });
  } catch (error) {
    throw body instanceof Readable && body.errored ? body.errored : error;
  }
  return { key, sizeBytes };
}
