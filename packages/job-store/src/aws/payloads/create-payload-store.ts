import { GetObjectCommand, HeadObjectCommand, NoSuchKey, NotFound, PutObjectCommand } from '@aws-sdk/client-s3';
import type { Readable } from 'node:stream';
import type { JsonValue } from '@jobs/shared-contracts';
import { PayloadNotFoundError } from '../../errors.ts';
import { payloadKeys, type PayloadStore } from '../../port/payload-store.ts';
import { callService } from '../call-service.ts';
import { deletePayloadsOf } from './delete-payloads.ts';
import type { PayloadStoreSettings } from './payload-store-settings.ts';
import { presignDownload, presignUpload } from './presign.ts';
import { putFile } from './put-file.ts';
import { taggingOf } from './tagging.ts';

/** Payloads and files on S3. */
export function createPayloadStore(settings: PayloadStoreSettings): PayloadStore {
  const { client, bucketName: Bucket } = settings;

  const open = (Key: string) =>
    callService('S3', 'GetObject', async () => {
      try {
        const { Body } = await client().send(new GetObjectCommand({ Bucket, Key }));
        return Body;
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    }).then((body) => {
      if (!body) throw new PayloadNotFoundError(Key);
      return body;
    });

  return {
    putJson: (key, value, options) =>
      callService('S3', 'PutObject', async () => {
        const Body = Buffer.from(JSON.stringify(value));
        await client().send(
          new PutObjectCommand({ Bucket, Key: key, Body, ContentType: 'application/json', ...taggingOf(options) }),
        );
        return { key, sizeBytes: Body.length };
      }),
    async getJson(key) {
      const body = await open(key);
      const json = await callService('S3', 'GetObject', () => body.transformToString());
      return JSON.parse(json) as JsonValue;
    },
    createUploadUrl: (upload) => presignUpload(settings, upload),
    findUpload: (owner, uploadId) =>
      callService('S3', 'HeadObject', async () => {
        try {
          const Key = payloadKeys.upload(owner, uploadId);
          const head = await client().send(new HeadObjectCommand({ Bucket, Key }));
          return {
            sizeBytes: head.ContentLength ?? 0,
            createdAt: head.LastModified?.getTime() ?? 0,
            ...(head.ContentType !== undefined && { contentType: head.ContentType }),
          };
        } catch (error) {
          if (error instanceof NotFound) return undefined;
          throw error;
        }
      }),
    // In Node, the SDK's body is a Readable.
    readUpload: async (owner, uploadId) => (await open(payloadKeys.upload(owner, uploadId))) as Readable,
    putFile: (key, body, contentType, options) => putFile(settings, key, body, { contentType, ...options }),
    deletePayloadsOf: (jobId) => deletePayloadsOf(settings, jobId),
    presignDownload: (key, options) => presignDownload(settings, key, options),
  };
}
