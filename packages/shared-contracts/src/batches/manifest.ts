import type { JobStatus } from '../jobs/job-states.ts';
import type { JobError } from '../jobs/job-view.ts';
import type { Problem } from '../http/problems.ts';
import type { BatchView } from './batch.ts';

/** A file of a result, and where the API redirects to it. */
interface ManifestFile {
  readonly name: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** `/v1/jobs/{jobId}/files/{name}` */
  readonly path: string;
}

export interface ManifestEntry {
  readonly index: number;
  readonly jobId?: string;
  readonly status: JobStatus | 'REFUSED';
  /** Where the job is read, with its result. */
  readonly path?: string;
  /** Those that a result of up to 8 KB names; a larger one is read at its `path`. */
  readonly files?: readonly ManifestFile[];
  readonly error?: JobError;
  readonly problem?: Problem;
}

/** What came of a batch, as it is kept once it has completed. */
export interface BatchManifest extends Pick<BatchView, 'id' | 'name' | 'tags' | 'counts' | 'createdAt'> {
  /** By index. */
  readonly jobs: readonly ManifestEntry[];
}
