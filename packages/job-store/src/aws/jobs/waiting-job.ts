import type { JobError } from '@jobs/shared-contracts';
import { isTerminal, JOB_STATUSES } from '@jobs/shared-contracts';
import type { Readying, Written } from '../../port/job-table.ts';
import { undoTransition, type Transition } from './change.ts';
import { allOf, hasStatus, isNotExpired, waitsForJobs } from './conditions.ts';
import type { JobsTableAccess } from './jobs-table-access.ts';
import { cancelledAfterJobs, readiedAfterJobs } from './transitions.ts';

export function startWaiting(table: JobsTableAccess, job: Readying): Promise<Written | undefined> {
  const now = table.now();
  return endWait(table, job.jobId, now, readiedAfterJobs(now, job));
}

export function cancelWaiting(table: JobsTableAccess, jobId: string, error: JobError): Promise<Written | undefined> {
  const now = table.now();
  return endWait(table, jobId, now, cancelledAfterJobs(now, error));
}

async function endWait(
  table: JobsTableAccess,
  jobId: string,
  now: number,
  transition: Transition,
): Promise<Written | undefined> {
  const waits = allOf(hasStatus(['SCHEDULED']), waitsForJobs, isNotExpired(now));
  const write = await table.update(jobId, transition, waits);
  if (write.written) return { job: write.job, previous: write.previous };

  const current = await write.readCurrent();
  // The answer of this very update was lost, and the SDK sent it again.
  const isOwn = current?.before?.status === 'SCHEDULED' && current.job.updatedAt === now && current.job.version > 1;
  return isOwn && current.job.status === transition.set.status
    ? { job: current.job, previous: undoTransition(current, transition) }
    : undefined;
}

export async function markAwaited(table: JobsTableAccess, jobId: string): Promise<boolean> {
  const goesOn = hasStatus(JOB_STATUSES.filter((status) => !isTerminal(status)));
  const write = await table.update(jobId, { set: { settles: true } }, allOf(goesOn, isNotExpired(table.now())));
  return write.written;
}
