import { payloadKeys, type PayloadStore } from '@jobs/job-store';
import type { FileReference, JsonValue } from '@jobs/shared-contracts';

type StoredFile = FileReference & { readonly key: string };

function isStoredFile(value: object): value is StoredFile {
  const { key, name, contentType, sizeBytes } = value as Record<string, unknown>;
  return (
    typeof key === 'string' &&
    typeof name === 'string' &&
    typeof contentType === 'string' &&
    typeof sizeBytes === 'number'
  );
}

/**
 * Replaces the `key` of each file in a result by a `url` to download it from. Only of files that the job itself wrote:
 * what a result says is the handler's word, and could be made to name the file of another owner.
 */
export async function presignFiles(
  jobId: string,
  value: JsonValue,
  payloads: Pick<PayloadStore, 'presignDownload'>,
): Promise<JsonValue> {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    return Promise.all((value as readonly JsonValue[]).map((member) => presignFiles(jobId, member, payloads)));
  }
  if (isStoredFile(value) && payloadKeys.isOfJob(jobId, value.key)) {
    const { key, ...file } = value;
    return { ...file, url: await payloads.presignDownload(key, { fileName: file.name }) };
  }
  const members = Object.entries(value as Record<string, JsonValue>);
  return Object.fromEntries(
    await Promise.all(
      members.map(async ([name, member]) => [name, await presignFiles(jobId, member, payloads)] as const),
    ),
  );
}
