import type { Readable } from 'node:stream';
import { LIMITS, type JsonValue } from '@jobs/shared-contracts';

export interface Upload {
  readonly sizeBytes: number;
  readonly createdAt: number;
  readonly contentType?: string;
}

export interface UploadUrl {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly expiresAt: number;
}

export interface PutOptions {
  /** Absent: for as long as its job is. The object may be there for two days longer. */
  readonly deleteAfterDays?: number | undefined;
}

export interface DownloadOptions {
  readonly fileName?: string;
  /** Milliseconds since the epoch; the time to download ends before, if this is sooner. */
  readonly until?: number | undefined;
}

/** For how long a URL that is made at this time serves its object. */
export const downloadSeconds = (now: number, until = Infinity): number =>
  Math.max(1, Math.min(LIMITS.downloadUrlSeconds, Math.floor((until - now) / 1000)));

/** The tag by which the bucket's lifecycle deletes an object before others. */
export const DELETE_AFTER_DAYS_TAG = 'delete-after-days';

/** Large inputs, results and files. Keys are made by `payloadKeys`; an owner's uploads are in a place of their own. */
export interface PayloadStore {
  putJson(
    key: string,
    value: JsonValue,
    options?: PutOptions,
  ): Promise<{ readonly key: string; readonly sizeBytes: number }>;
  /** @throws {PayloadNotFoundError} */
  getJson(key: string): Promise<JsonValue>;

  /** A URL that takes exactly one file of `sizeBytes` by PUT. */
  createUploadUrl(upload: {
    readonly owner: string;
    readonly uploadId: string;
    readonly sizeBytes: number;
    readonly contentType?: string;
  }): Promise<UploadUrl>;
  findUpload(owner: string, uploadId: string): Promise<Upload | undefined>;
  /** @throws {PayloadNotFoundError} */
  readUpload(owner: string, uploadId: string): Promise<Readable>;

  /** Streams `body` to `key`, in parts when it is large. */
  putFile(
    key: string,
    body: Readable | Buffer,
    contentType: string,
    options?: PutOptions,
  ): Promise<{ readonly key: string; readonly sizeBytes: number }>;
  /** Deletes all that is kept of a job: its input, results and files. */
  deletePayloadsOf(jobId: string): Promise<void>;
  /** A URL that serves the object, as a download under `fileName` if given, and no longer than until then. */
  presignDownload(key: string, options?: DownloadOptions): Promise<string>;
}

/** Where payloads are kept. https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html: prefixes scale by themselves. */
export const payloadKeys = {
  /** The hash of the request is part of it: of two requests that race for one job, neither overwrites the other's input. */
  input: (jobId: string, requestHash: string) => `jobs/${jobId}/inputs/${requestHash}`,
  /** Of a job that starts much later: what is kept here outlives the year that a job can be submitted ahead. */
  scheduledInput: (jobId: string, requestHash: string) => `scheduled/${jobId}/inputs/${requestHash}`,
  result: (jobId: string, attempt: number) => `jobs/${jobId}/attempts/${attempt}/result`,
  file: (jobId: string, attempt: number, name: string) => `jobs/${jobId}/attempts/${attempt}/files/${name}`,
  upload: (owner: string, uploadId: string) => `uploads/${owner}/${uploadId}`,
  /** The hash of the manifest is part of it: of two that write it at once, each writes its own. */
  manifest: (batchId: string, hash: string) => `batches/${batchId}/manifests/${hash}`,
  /** Where everything of a job is. */
  foldersOf: (jobId: string) => [`jobs/${jobId}/`, `scheduled/${jobId}/`],
  /** Whether the key belongs to the job: nothing else may be handed to its owner. */
  isOfJob: (jobId: string, key: string) => key.startsWith(`jobs/${jobId}/`) && !key.includes('..'),
} as const;
