import type { Followers } from '@jobs/job-store';
import type { JobEvent } from '@jobs/shared-contracts';
import { settleWaiting, type SettleWaitingDependencies } from '../follow-ups/settle-waiting.ts';
import type { Logger } from '../logging/create-logger.ts';

export interface SettleFollowersDependencies extends SettleWaitingDependencies {
  readonly followers: Pick<Followers, 'listFollowers'>;
  readonly log: Logger;
}

/** So many at a time: their events and messages go in batches. */
const AT_ONCE = 50;

/** Looks at all jobs that wait for the one that has ended. */
export async function settleFollowers(deps: SettleFollowersDependencies, { subject }: JobEvent): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await deps.followers.listFollowers(subject, {
      limit: AT_ONCE,
      ...(cursor !== undefined && { cursor }),
    });
    const jobs = await Promise.all(page.jobIds.map((jobId) => deps.jobs.getJob(jobId)));
    await settleWaiting(
      deps,
      jobs.filter((job) => job !== undefined),
      deps.log,
    );
    ({ cursor } = page);
  } while (cursor !== undefined);
}
