import type { JobPayloads } from '../define-job.ts';
import { PermanentJobError } from '../errors.ts';

/**
 * An uploaded text, without its byte order mark.
 * @throws {PermanentJobError} `upload-too-large` or `not-utf-8-text`
 */
export async function readTextUpload(payloads: JobPayloads, uploadId: string, maxBytes: number): Promise<string> {
  const bytes = await payloads.readUpload(uploadId, { maxBytes });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new PermanentJobError(`The upload ${uploadId} is not text in UTF-8: convert it first`, {
      code: 'not-utf-8-text',
      cause,
    });
  }
}
