import type { Readying, Written } from '../../port/job-table.ts';
import { undoTransition } from './change.ts';
import { allOf, hasStatus, isInNoLine, isNotExpired, timeIsNear, waitsForNoJobs } from './conditions.ts';
import type { JobsTableAccess } from './jobs-table-access.ts';
import { queued } from './transitions.ts';

export async function queueScheduled(table: JobsTableAccess, job: Readying): Promise<Written | undefined> {
  const now = table.now();
  const transition = queued(now, job);
  const scheduled = allOf(hasStatus(['SCHEDULED']), waitsForNoJobs, isInNoLine, timeIsNear(now), isNotExpired(now));
  const write = await table.update(job.jobId, transition, scheduled);
  if (write.written) return { job: write.job, previous: write.previous };

  const current = await write.readCurrent();
  // The answer of this very update was lost, and the SDK sent it again.
  const isOwn = current?.before?.status === 'SCHEDULED' && current.job.updatedAt === now;
  return isOwn && current.job.status === transition.set.status
    ? { job: current.job, previous: undoTransition(current, transition) }
    : undefined;
}
