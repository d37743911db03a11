import type { CreateOutcome, NewJob } from '../../port/job-table.ts';
import { DependencyError } from '../../errors.ts';
import { isAbsentOrExpired } from './conditions.ts';
import type { JobsTableAccess } from './jobs-table-access.ts';
import { created } from './transitions.ts';

export async function createJob(table: JobsTableAccess, newJob: NewJob): Promise<CreateOutcome> {
  const now = table.now();
  const job = created(now, newJob);
  const write = await table.put(job, isAbsentOrExpired(now));
  if (write.written) return { outcome: 'created', job };
  const current = await write.readCurrent();
  if (!current) {
    throw new DependencyError('DynamoDB', 'PutItem', true, new Error(`${job.jobId} was refused, yet is not there`));
  }
  // The answer of this very put was lost, and the SDK sent it again.
  const isOwn =
    current.job.createdAt === now && current.job.version === 1 && current.job.requestHash === newJob.requestHash;
  return { outcome: isOwn ? 'created' : 'exists', job: current.job };
}
