import type { JobRecord, LimitUse } from '@jobs/job-store';
import { grantSlot, type GrantDependencies, type HeldJob } from './grant-slot.ts';
import { roomOf, serveLines } from './serve-lines.ts';
import { readHolder, roundOf } from './slot-holder.ts';

/**
 * Gives a job that waits a slot, if one is free and nobody waits for it; otherwise has it stand in line. Whoever returned a
 * slot before the job stood there may not have seen it: the lines are served once more. Doing it again changes nothing.
 */
export async function admitHeld(deps: GrantDependencies, job: JobRecord): Promise<void> {
  const { heldLine, limitKey, owner, lane } = job;
  if (heldLine === undefined || limitKey === undefined) return;
  const use = await deps.limits.getUse(limitKey);
  await returnEarlier(deps, job as HeldJob, use);
  const room = roomOf(deps, limitKey, use);
  if (use.waiting === undefined && room.forAnybody() && room.forOwner(owner)) {
    const outcome = await grantSlot(deps, job as HeldJob, { unlessWaiting: true });
    if (outcome !== 'refused') return;
  }
  await deps.limits.joinLine(limitKey, { owner, lane });
  await serveLines(deps, limitKey);
}

/** A job that was retried may still hold the slot of its last round: its end is not settled any more. */
async function returnEarlier({ limits }: GrantDependencies, job: HeldJob, { holders }: LimitUse): Promise<void> {
  const earlier = roundOf(job) === 0 ? [] : holders.filter(({ owner }) => owner === job.owner);
  for (const holder of earlier) {
    const { jobId, round } = readHolder(holder);
    if (jobId === job.jobId && round < roundOf(job)) await limits.returnSlot(job.limitKey, holder);
  }
}
