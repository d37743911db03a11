import type { JobRecord } from '../../port/job-record.ts';
import { CONNECTION_KEPT_MS } from '../../port/watch-time.ts';
import { allOf, belongsTo, isNotExpired } from './conditions.ts';
import type { JobsTableAccess } from './jobs-table-access.ts';

export async function watchJob(table: JobsTableAccess, jobId: string, owner: string): Promise<JobRecord | undefined> {
  const now = table.now();
  // As long as for a connection that is opened now, whenever this one was: it must not end what another has begun.
  const change = { set: { watchedUntil: now + CONNECTION_KEPT_MS } };
  const write = await table.update(jobId, change, allOf(belongsTo(owner), isNotExpired(now)));
  return write.written ? write.job : undefined;
}
