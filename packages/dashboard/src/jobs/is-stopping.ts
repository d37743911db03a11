import type { JobStatus } from '@jobs/shared-contracts';

/** Whether it was told to stop, and has not yet. */
export const isStopping = (job: { readonly status: JobStatus; readonly cancelRequestedAt?: string }): boolean =>
  job.status === 'RUNNING' && job.cancelRequestedAt !== undefined;
