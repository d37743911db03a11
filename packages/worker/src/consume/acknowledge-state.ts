import { placeOf, type JobRecord, type JobTable } from '@jobs/job-store';
import { isTerminal } from '@jobs/shared-contracts';
import type { HeldMessage } from './held-message.ts';

/**
 * Done with a job that needs no more work here, once its state is published: the next of its group may start. The
 * message of a FAILED job is not deleted, but left to the dead-letter queue.
 */
export async function acknowledgeState(
  job: JobRecord,
  held: HeldMessage,
  jobs: Pick<JobTable, 'leavePlace'>,
): Promise<void> {
  const standing = placeOf(job);
  if (standing && isTerminal(job.status)) await jobs.leavePlace(standing.group, standing.place);
  if (job.status === 'FAILED') await held.toDeadLetters();
  else await held.delete();
}
