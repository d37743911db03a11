import type { PayloadStore } from '@jobs/job-store';

/** What a thread does with the payload store. */
export type PayloadAccess = Pick<PayloadStore, 'getJson' | 'putJson' | 'findUpload' | 'readUpload' | 'putFile'>;

/**
 * The payload store, opened with the first call that needs it. The SDK takes a thread longer to load than everything
 * else together, and a job whose input and result are small does without.
 */
export function openedOnUse(open: () => Promise<PayloadAccess>): PayloadAccess {
  let opening: Promise<PayloadAccess> | undefined;
  const opened = () => (opening ??= open());
  return {
    getJson: async (key) => (await opened()).getJson(key),
    putJson: async (key, value, options) => (await opened()).putJson(key, value, options),
    findUpload: async (owner, uploadId) => (await opened()).findUpload(owner, uploadId),
    readUpload: async (owner, uploadId) => (await opened()).readUpload(owner, uploadId),
    putFile: async (key, body, contentType, options) => (await opened()).putFile(key, body, contentType, options),
  };
}
