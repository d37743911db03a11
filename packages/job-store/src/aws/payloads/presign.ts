import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { LIMITS } from '@jobs/shared-contracts';
import {
  downloadSeconds,
  payloadKeys,
  type DownloadOptions,
  type PayloadStore,
  type UploadUrl,
} from '../../port/payload-store.ts';
import { callService } from '../call-service.ts';
import type { PayloadStoreSettings } from './payload-store-settings.ts';

type UploadRequest = Parameters<PayloadStore['createUploadUrl']>[0];

/** The length, and the type if there is one, are part of the signature: S3 refuses a file of any other. */
export function presignUpload(
  { client, bucketName, now }: PayloadStoreSettings,
  { owner, uploadId, sizeBytes, contentType }: UploadRequest,
): Promise<UploadUrl> {
  return callService('S3', 'presign PutObject', async () => {
    const signedAt = now();
    const command = new PutObjectCommand({
      Bucket: bucketName,
      Key: payloadKeys.upload(owner, uploadId),
      ContentLength: sizeBytes,
      ...(contentType !== undefined && { ContentType: contentType }),
    });
    const url = await getSignedUrl(client(), command, {
      expiresIn: LIMITS.uploadUrlSeconds,
      signingDate: new Date(signedAt),
      // Without a type of the client's, the SDK would sign its default, which the client does not send.
      signableHeaders: new Set(['host', 'content-length', ...(contentType === undefined ? [] : ['content-type'])]),
    });
    return {
      url,
      headers: {
        'content-length': String(sizeBytes),
        ...(contentType !== undefined && { 'content-type': contentType }),
      },
      expiresAt: signedAt + LIMITS.uploadUrlSeconds * 1000,
    };
  });
}

export function presignDownload(
  { client, bucketName, now }: PayloadStoreSettings,
  key: string,
  { fileName, until = Infinity }: DownloadOptions = {},
): Promise<string> {
  return callService('S3', 'presign GetObject', () => {
    const signedAt = now();
    const command = new GetObjectCommand({
      Bucket: bucketName,
      Key: key,
      ...(fileName !== undefined && { ResponseContentDisposition: attachment(fileName) }),
    });
    return getSignedUrl(client(), command, {
      expiresIn: downloadSeconds(signedAt, until),
      signingDate: new Date(signedAt),
    });
  });
}

/** RFC 6266, with the encoding of RFC 8187, so that any name survives. */
function attachment(fileName: string): string {
  const encoded = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${encoded}`;
}
