import type { JobRecord } from '@jobs/job-store';
import type { GrantDependencies } from './grant-slot.ts';
import { serveLines } from './serve-lines.ts';
import { slotHolderOf } from './slot-holder.ts';

/** A job has ended: what it held goes to those that wait. Doing it again changes nothing. */
export async function returnSlots(deps: GrantDependencies, job: JobRecord): Promise<void> {
  const { jobId, owner, quotaKey } = job;
  // It was counted when it was submitted, and is not again when it is retried.
  if (quotaKey !== undefined) await deps.limits.returnSlot(quotaKey, slotHolderOf({ jobId, owner }));
  if (job.limitKey === undefined) return;
  await deps.limits.returnSlot(job.limitKey, slotHolderOf(job));
  await serveLines(deps, job.limitKey);
}
