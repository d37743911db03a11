import type { Progress } from '@jobs/shared-contracts';
import type { AttemptRef } from '../../port/job-record.ts';
import type { LeaseOutcome } from '../../port/job-table.ts';
import { heldBy } from './conditions.ts';
import type { JobsTableAccess } from './jobs-table-access.ts';
import { extended } from './transitions.ts';

export async function extendLease(
  table: JobsTableAccess,
  { jobId, attempt }: AttemptRef,
  heartbeat: { readonly leaseDurationMs: number; readonly progress?: Progress },
): Promise<LeaseOutcome> {
  const change = extended(table.now(), heartbeat.leaseDurationMs, heartbeat.progress);
  const write = await table.update(jobId, change, heldBy(attempt));
  if (!write.written) return { outcome: 'lost' };
  const { job } = write;
  const isWatched = heartbeat.progress && (job.watchedUntil ?? 0) > job.updatedAt;
  return { outcome: 'held', cancelRequested: job.cancelRequestedAt !== undefined, ...(isWatched && { watched: job }) };
}
