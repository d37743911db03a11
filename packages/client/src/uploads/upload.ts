import type { UploadTicket } from '@jobs/shared-contracts';
import type { CallApi, Runtime } from '../http/call-api.ts';
import { sizeOf, type Content, type OnProgress } from './file-request.ts';
import { sendFile } from './send-file.ts';

export interface Upload {
  /** For the `uploadId` of a job's input. */
  readonly uploadId: string;
  /** RFC 3339: until then a job may name it. */
  readonly usableUntil: string;
}

export interface UploadOptions {
  /** `text/csv`; by default a Blob's own type. */
  readonly contentType?: string;
  /** Told of what has been sent. A try that failed begins anew, at 0. */
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal;
}

/** A Blob's type without its parameters, which the API does not take. */
const typeOf = (content: Content) => (content instanceof Blob && content.type.split(';')[0]?.trim()) || undefined;

/** Asks for a place to upload to, and sends the file there. */
export async function upload(
  dependencies: Runtime & { readonly call: CallApi; readonly tries: number },
  content: Content,
  { contentType = typeOf(content), onProgress, signal }: UploadOptions,
): Promise<Upload> {
  const body = { sizeBytes: sizeOf(content), ...(contentType && { contentType }) };
  const answer = await dependencies.call({ method: 'POST', path: '/v1/uploads', body }, { signal });
  const { uploadId, usableUntil, url, method, headers } = answer.content as UploadTicket;
  await sendFile(dependencies, { url, method, headers, content, onProgress }, signal);
  return { uploadId, usableUntil };
}
