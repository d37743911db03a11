import { summaryOf, type Connections, type JobTable } from '@jobs/job-store';
import { isTerminal } from '@jobs/shared-contracts';
import { JobNotFoundError, TooManySubscriptionsError } from '../errors.ts';
import type { Send } from './send.ts';

export interface SubscribeToJobDependencies {
  readonly jobs: Pick<JobTable, 'watchJob'>;
  readonly connections: Pick<Connections, 'subscribe' | 'unsubscribe' | 'endSubscription'>;
  readonly now: () => number;
}

/**
 * Subscribes first, then marks the job as watched, and sends the job as that one write left it: what is written later
 * is published for those who watch, and what was written before is in it.
 */
export async function subscribeToJob(
  { jobs, connections, now }: SubscribeToJobDependencies,
  connectionId: string,
  jobId: string,
  send: Send,
): Promise<void> {
  const subscription = await connections.subscribe(connectionId, { jobId });
  if (subscription.outcome === 'full') throw new TooManySubscriptionsError();
  // Closed meanwhile: there is nobody to tell.
  if (subscription.outcome === 'no-connection') return;
  const subscribedAt = now();
  const job = await jobs.watchJob(jobId, subscription.owner);
  if (!job) {
    await connections.unsubscribe(connectionId, { jobId });
    throw new JobNotFoundError(jobId);
  }
  await send({ type: 'subscribed', jobId });
  await send({ type: 'job', job: summaryOf(job) });
  if (isTerminal(job.status)) await connections.endSubscription(jobId, connectionId, subscribedAt);
}
