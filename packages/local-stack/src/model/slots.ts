import type { JobRecord } from '@jobs/job-store';
import { JOB_TYPE } from './model-job-type.ts';

/** From when it is QUEUED to its end. */
const holdsSlot = ({ status }: JobRecord) => status === 'QUEUED' || status === 'RUNNING';

/** What is wrong with a write by which a job comes to hold a slot: more do than may. `jobs`: all, as they are now. */
export function slotFault(
  before: JobRecord | undefined,
  after: JobRecord,
  jobs: readonly JobRecord[],
): string | undefined {
  if (!JOB_TYPE.limits || !holdsSlot(after) || (before && holdsSlot(before))) return undefined;
  const { concurrency = Infinity, concurrencyPerOwner = Infinity } = JOB_TYPE.limits;
  const holders = jobs.filter(holdsSlot);
  const own = holders.filter(({ owner }) => owner === after.owner);
  if (holders.length > concurrency) return `${after.jobId} is one of ${holders.length} at work`;
  return own.length > concurrencyPerOwner ? `${after.jobId} is one of ${own.length} of its owner at work` : undefined;
}
