import type { AttemptRef } from '../../port/job-record.ts';
import type { LeaseHeartbeat, LeaseOutcome } from '../../port/job-table.ts';
import { heldBy } from './conditions.ts';
import type { JobsTableAccess } from './jobs-table-access.ts';
import { extended } from './transitions.ts';

export async function extendLease(
  table: JobsTableAccess,
  { jobId, attempt }: AttemptRef,
  heartbeat: LeaseHeartbeat,
): Promise<LeaseOutcome> {
  const write = await table.update(jobId, extended(table.now(), heartbeat), heldBy(attempt));
  if (!write.written) return { outcome: 'lost' };
  const { job } = write;
  const isWatched = heartbeat.progress && (job.watchedUntil ?? 0) > job.updatedAt;
  return {
    outcome: 'held',
    cancelRequested: job.cancelRequestedAt !== undefined,
    ...(job.dueAt !== undefined && { dueAt: job.dueAt }),
    ...(isWatched && { watched: job }),
  };
}
