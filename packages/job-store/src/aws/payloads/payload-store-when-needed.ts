import type { PayloadStore } from '../../port/payload-store.ts';
import type { OpenPart } from '../open-part.ts';

/**
 * For what needs payloads in few requests: the client of S3, as large as all others together, is loaded with the first of
 * them. What needs it in every request takes `@jobs/job-store/payloads`.
 */
export const payloadsWhenNeeded: OpenPart<'payloads'> = (...args) =>
  payloadStoreWhenNeeded(async () => {
    const { payloads } = await import('./open-payload-store.ts');
    return payloads(...args);
  });

/** A store that is opened by the first call of it. */
function payloadStoreWhenNeeded(open: () => Promise<PayloadStore>): PayloadStore {
  let opened: Promise<PayloadStore> | undefined;
  const store = () => (opened ??= open());
  return {
    putJson: async (...args) => (await store()).putJson(...args),
    getJson: async (...args) => (await store()).getJson(...args),
    createUploadUrl: async (...args) => (await store()).createUploadUrl(...args),
    findUpload: async (...args) => (await store()).findUpload(...args),
    readUpload: async (...args) => (await store()).readUpload(...args),
    putFile: async (...args) => (await store()).putFile(...args),
    deletePayloadsOf: async (...args) => (await store()).deletePayloadsOf(...args),
    presignDownload: async (...args) => (await store()).presignDownload(...args),
  };
}
