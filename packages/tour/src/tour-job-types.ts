import type { JobTypes } from '@jobs/client';

interface FileDigest {
  readonly input: {
    readonly source: { readonly text: string } | { readonly uploadId: string };
    readonly algorithms: readonly ('sha256' | 'sha512' | 'md5')[];
    readonly expected?: string;
  };
  readonly result: { readonly sizeBytes: number; readonly digests: readonly { algorithm: string; hex: string }[] };
}

interface LedgerEntry {
  readonly input: {
    readonly text: string;
    readonly postings: readonly { readonly account: string; readonly cents: number }[];
  };
  readonly result: { readonly debitCents: number };
}

/** Those of the repository, and those of examples/job-type-package, which are installed in the copy alone. */
export interface TourJobTypes extends JobTypes {
  readonly 'file-digest': FileDigest;
  readonly 'ledger-entry': LedgerEntry;
}
