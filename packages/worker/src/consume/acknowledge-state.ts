import type { JobRecord } from '@jobs/job-store';
import type { HeldMessage } from './held-message.ts';

/**
 * Done with a job that needs no more work here, once its state is published. The message of a FAILED job is not
 * deleted: made visible at once, again and again, it reaches the queue's receive limit, and SQS itself moves it to the
 * dead-letter queue.
 */
export async function acknowledgeState(job: JobRecord, held: HeldMessage): Promise<void> {
  if (job.status === 'FAILED') await held.returnAfter(0);
  else await held.delete();
}
