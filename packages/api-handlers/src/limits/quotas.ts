import { optional, wholeNumber, all, type Limits, type SlotHolder } from '@jobs/job-store';
import { TooManyActiveJobsError, TooManySubmissionsError } from '../errors.ts';
import { activeJobsKey, submissionsKey } from './quota-key.ts';
import { slotHolderOf } from './slot-holder.ts';

/** What an owner may do, whatever the job types; what is left out is not limited. */
export interface Quotas {
  /** Jobs that have not ended. */
  readonly maxActiveJobs: number | undefined;
  readonly submissionsPerMinute: number | undefined;
}

export interface QuotaDependencies {
  readonly limits: Pick<Limits, 'takeSlot' | 'returnSlot' | 'takeStart'>;
  readonly quotas: Quotas;
  readonly now: () => number;
}

/** The variables of those who submit jobs; without them, nothing is limited. */
export const quotas = all({
  maxActiveJobs: optional('MAX_ACTIVE_JOBS_PER_OWNER', (name) => wholeNumber(name, { min: 1, max: 10_000 })),
  submissionsPerMinute: optional('SUBMISSIONS_PER_MINUTE_PER_OWNER', (name) =>
    wholeNumber(name, { min: 1, max: 60_000 }),
  ),
});

const MINUTE_MS = 60_000;
/** When a job of the owner will end, nobody knows. */
const RETRY_ACTIVE_SECONDS = 10;
/** An item with so many holders is about a kilobyte, which is what a write costs at least. */
const HOLDERS_PER_ITEM = 40;
/** Before an owner is refused, all of the items are asked. */
const MAX_ITEMS = 16;

/**
 * Counts a submission, and its job among the active ones of its owner, under the name of the job: one that is submitted
 * again is counted once. What was counted is taken back if `submit` fails, or comes to another job.
 * @throws {TooManySubmissionsError} @throws {TooManyActiveJobsError} and then nothing is stored
 */
export async function withinQuotas<
  Outcome extends { readonly job: { readonly jobId: string; readonly quotaKey?: string } },
>(
  deps: QuotaDependencies,
  { owner, jobId }: { readonly owner: string; readonly jobId: string },
  submit: (quotaKey: string | undefined) => Promise<Outcome>,
): Promise<Outcome> {
  await countSubmission(deps, owner);
  const holder = slotHolderOf({ jobId, owner });
  const quotaKey = await takeActive(deps, holder, jobId);
  if (quotaKey === undefined) return submit(undefined);
  try {
    const outcome = await submit(quotaKey);
    const isCounted = outcome.job.jobId === jobId && outcome.job.quotaKey === quotaKey;
    if (!isCounted) await deps.limits.returnSlot(quotaKey, holder);
    return outcome;
  } catch (error) {
    await deps.limits.returnSlot(quotaKey, holder);
    throw error;
  }
}

/** A minute's worth may come at once, and then one by one. */
async function countSubmission({ limits, quotas: { submissionsPerMinute }, now }: QuotaDependencies, owner: string) {
  if (submissionsPerMinute === undefined) return;
  const start = await limits.takeStart(submissionsKey(owner), {
    intervalMs: Math.ceil(MINUTE_MS / submissionsPerMinute),
    burst: submissionsPerMinute,
    notAfter: now(),
  });
  if (start.outcome === 'granted') return;
  throw new TooManySubmissionsError(submissionsPerMinute, Math.max(1, Math.ceil((start.startAt - now()) / 1000)));
}

/** @returns where the job is counted; undefined when there is no such quota */
async function takeActive(
  { limits, quotas: { maxActiveJobs } }: QuotaDependencies,
  holder: SlotHolder,
  jobId: string,
): Promise<string | undefined> {
  if (maxActiveJobs === undefined) return undefined;
  const items = Math.min(MAX_ITEMS, Math.ceil(maxActiveJobs / HOLDERS_PER_ITEM));
  const first = Number.parseInt(jobId.slice(-4), 16);
  for (let count = 0; count < items; count += 1) {
    const item = (first + count) % items;
    // All of them together have exactly as many as there may be.
    const max = Math.floor(maxActiveJobs / items) + (item < maxActiveJobs % items ? 1 : 0);
    const key = activeJobsKey(holder.owner, item);
    if (await limits.takeSlot(key, { ...holder, max })) return key;
  }
  throw new TooManyActiveJobsError(maxActiveJobs, RETRY_ACTIVE_SECONDS);
}
