import { isTerminal, type JobEvent } from '@jobs/shared-contracts';
import { admitHeld } from '../limits/admit-held.ts';
import type { GrantDependencies } from '../limits/grant-slot.ts';
import { returnSlots } from '../limits/return-slots.ts';

/** A job waits for a slot: it gets one, or stands in line. */
export async function settleHeld(deps: GrantDependencies, { subject, data }: JobEvent): Promise<void> {
  if (data.heldBy === undefined) return;
  const job = await deps.jobs.getJob(subject);
  if (job) await admitHeld(deps, job);
}

/** A job has ended. One that was retried meanwhile holds another slot; the reconciler finds the one from before. */
export async function settleSlots(deps: GrantDependencies, { subject }: JobEvent): Promise<void> {
  const job = await deps.jobs.getJob(subject);
  if (job && isTerminal(job.status)) await returnSlots(deps, job);
}
