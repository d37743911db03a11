import { summaryOf, type Connections, type JobLists, type JobRecord, type JobTable } from '@jobs/job-store';
import { isTerminal, LIMITS } from '@jobs/shared-contracts';
import { TooManySubscriptionsError } from '../errors.ts';
import { forEachAtOnce } from '../push/for-each-at-once.ts';
import type { Send } from './send.ts';

export interface SubscribeToOwnJobsDependencies {
  readonly jobs: Pick<JobTable, 'watchJob'>;
  readonly jobLists: Pick<JobLists, 'listJobs'>;
  readonly connections: Pick<Connections, 'subscribe' | 'watchOwner'>;
  readonly sleep: (ms: number) => Promise<void>;
}

/** The list of an owner's jobs comes from an index, which is that much behind at worst. */
const INDEX_LAG_MS = 2000;
const PAGE = 100;
/** An owner may have ended more jobs than that since the oldest one that has not. */
const MAX_PAGES = 5;
const AT_ONCE = 10;

/**
 * Subscribes, has the owner's new jobs marked from now on, and then marks and sends those that are there. A job that was
 * put just before is looked for once more when the index must have it: later ones are marked by who submits them.
 */
export async function subscribeToOwnJobs(
  deps: SubscribeToOwnJobsDependencies,
  connectionId: string,
  send: Send,
): Promise<void> {
  const subscription = await deps.connections.subscribe(connectionId, { jobs: 'mine' });
  if (subscription.outcome === 'full') throw new TooManySubscriptionsError();
  if (subscription.outcome === 'no-connection') return;
  const { owner } = subscription;
  await deps.connections.watchOwner(owner);
  await send({ type: 'subscribed', jobs: 'mine' });

  const sent = new Set<string>();
  const markAndSend = async ({ jobId }: JobRecord) => {
    sent.add(jobId);
    const job = await deps.jobs.watchJob(jobId, owner);
    if (job) await send({ type: 'job', job: summaryOf(job) });
  };
  await forEachAtOnce(await activeJobs(deps, owner, MAX_PAGES), AT_ONCE, markAndSend);
  await deps.sleep(INDEX_LAG_MS);
  const late = (await activeJobs(deps, owner, 1)).filter(({ jobId }) => !sent.has(jobId));
  await forEachAtOnce(late, AT_ONCE, markAndSend);
}

/** The newest that have not ended. */
async function activeJobs(
  { jobLists }: SubscribeToOwnJobsDependencies,
  owner: string,
  maxPages: number,
): Promise<readonly JobRecord[]> {
  const active: JobRecord[] = [];
  let page = await jobLists.listJobs({ owner, limit: PAGE });
  for (let pages = 1; ; pages++) {
    active.push(...page.jobs.filter(({ status }) => !isTerminal(status)));
    if (!page.next || pages >= maxPages || active.length >= LIMITS.ownJobsSent) break;
    page = await jobLists.listJobs({ owner, limit: PAGE, after: page.next });
  }
  return active.slice(0, LIMITS.ownJobsSent);
}
