import { LIMIT_DUE_MS, type SlotHolder } from '@jobs/job-store';
import { isTerminal } from '@jobs/shared-contracts';
import { grantSlot, type GrantDependencies, type HeldJob } from './grant-slot.ts';
import { isQuotaKey } from './quota-key.ts';
import { serveLines } from './serve-lines.ts';
import { readHolder, roundOf } from './slot-holder.ts';

/** Nobody waits for a quota's slot to be returned, and it may have many holders. */
const QUOTA_SPACING_MS = 60 * 60 * 1000;
/** While some wait for a start: those of the next 90 s are given away each minute. */
const PACED_SPACING_MS = 30_000;

/**
 * Looks at all who hold a slot of a limit. Ends that nobody told of are made up for, and grants that were broken off are
 * gone on with: after it, exactly those hold a slot whose jobs are at work.
 */
export async function sweepLimit(deps: GrantDependencies, limitKey: string): Promise<void> {
  const use = await deps.limits.getUse(limitKey);
  const absent: string[] = [];
  for (const holder of use.holders) {
    if ((await sweepHolder(deps, limitKey, holder, use.absent)) === 'absent') absent.push(holder.holder);
  }
  if (absent.length > 0 || use.absent.length > 0) await deps.limits.noteAbsent(limitKey, absent);
  const isQuota = isQuotaKey(limitKey);
  if (!isQuota) await serveLines(deps, limitKey);
  const { waiting } = await deps.limits.getUse(limitKey);
  const spacing = waiting === undefined ? LIMIT_DUE_MS : PACED_SPACING_MS;
  // The absent are looked at again as soon as it is certain that nobody is about to make their jobs.
  await deps.limits.postponeLimit(limitKey, isQuota && absent.length === 0 ? QUOTA_SPACING_MS : spacing);
}

/** @returns `absent` if there is no such job, and perhaps not yet */
async function sweepHolder(
  deps: GrantDependencies,
  limitKey: string,
  holder: SlotHolder,
  absentBefore: readonly string[],
): Promise<'absent' | undefined> {
  const { jobId, round } = readHolder(holder);
  const job = await deps.jobs.getJob(jobId);
  // A quota's slot is taken before its job is stored.
  if (!job && isQuotaKey(limitKey) && !absentBefore.includes(holder.holder)) return 'absent';
  if (!job || isTerminal(job.status) || (roundOf(job) !== round && !isQuotaKey(limitKey))) {
    await deps.limits.returnSlot(limitKey, holder);
  } else if (job.heldLine !== undefined && job.limitKey === limitKey) {
    await grantSlot(deps, job as HeldJob);
  }
  return undefined;
}
