import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { JsonValue } from '@jobs/shared-contracts';
import { LIMITS } from '@jobs/shared-contracts';
import { PayloadNotFoundError } from '../../errors.ts';
import { downloadSeconds, payloadKeys, type PayloadStore } from '../../port/payload-store.ts';
import { signedUrl, type Grant } from './signed-url.ts';

interface StoredObject {
  readonly body: Buffer;
  readonly contentType?: string;
  readonly createdAt: number;
}

export interface MemoryPayloadsSettings {
  readonly now: () => number;
  /** Where presigned URLs lead: whoever listens there serves `objects`. */
  readonly origin: () => string;
}

export interface MemoryPayloads extends PayloadStore {
  readonly objects: Map<string, StoredObject>;
}

/** Payloads and files in memory. */
export function createMemoryPayloads({ now, origin }: MemoryPayloadsSettings): MemoryPayloads {
  const objects = new Map<string, StoredObject>();
  const open = (key: string): StoredObject => {
    const object = objects.get(key);
    if (!object) throw new PayloadNotFoundError(key);
    return object;
  };
  const put = (key: string, body: Buffer, contentType: string) => {
    objects.set(key, { body, contentType, createdAt: now() });
    return { key, sizeBytes: body.length };
  };
  const sign = (grant: Omit<Grant, 'expiresAt'>, seconds: number) =>
    signedUrl(origin(), { ...grant, expiresAt: now() + seconds * 1000 });

  return {
    objects,
    putJson: async (key, value) => put(key, Buffer.from(JSON.stringify(value)), 'application/json'),
    getJson: async (key) => JSON.parse(open(key).body.toString()) as JsonValue,
    createUploadUrl: async ({ owner, uploadId, sizeBytes, contentType }) => {
      const headers = {
        'content-length': String(sizeBytes),
        ...(contentType !== undefined && { 'content-type': contentType }),
      };
      const url = sign({ method: 'PUT', key: payloadKeys.upload(owner, uploadId), headers }, LIMITS.uploadUrlSeconds);
      return { url, headers, expiresAt: now() + LIMITS.uploadUrlSeconds * 1000 };
    },
    findUpload: async (owner, uploadId) => {
      const object = objects.get(payloadKeys.upload(owner, uploadId));
      if (!object) return undefined;
      const { body, createdAt, contentType } = object;
      return { sizeBytes: body.length, createdAt, ...(contentType !== undefined && { contentType }) };
    },
    readUpload: async (owner, uploadId) => Readable.from([open(payloadKeys.upload(owner, uploadId)).body]),
    putFile: async (key, body, contentType) => put(key, Buffer.isBuffer(body) ? body : await buffer(body), contentType),
    deletePayloadsOf: async (jobId) => {
      for (const key of objects.keys()) {
        if (payloadKeys.foldersOf(jobId).some((folder) => key.startsWith(folder))) objects.delete(key);
      }
    },
    presignDownload: async (key, { fileName, until } = {}) =>
      sign(
        { method: 'GET', key, headers: {}, ...(fileName !== undefined && { fileName }) },
        downloadSeconds(now(), until),
      ),
  };
}
