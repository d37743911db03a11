import { createHash } from 'node:crypto';
import type { JobOrder } from '@jobs/job-store';
import { LIMITS, type SubmitJobRequest } from '@jobs/shared-contracts';
import { OrderingKeyFullError } from '../errors.ts';

interface Candidate {
  readonly jobId: string;
  readonly owner: string;
  readonly request: Pick<SubmitJobRequest, 'type' | 'orderingKey'>;
}

/** Owners and job types never share a group, whatever their keys are. */
const groupOf = (owner: string, type: string, orderingKey: string) =>
  createHash('sha256')
    .update(JSON.stringify([owner, type, orderingKey]))
    .digest('hex')
    .slice(0, 32);

/**
 * Takes the last place in the group of a job that is about to be created: what was accepted before has one before it.
 * A place whose job never comes is over after a minute.
 * @returns the group; undefined when the job has no ordering key
 * @throws {OrderingKeyFullError}
 */
export async function takePlace(
  jobs: Pick<JobOrder, 'takePlace'>,
  { jobId, owner, request: { type, orderingKey } }: Candidate,
): Promise<string | undefined> {
  if (orderingKey === undefined) return undefined;
  const group = groupOf(owner, type, orderingKey);
  const taken = await jobs.takePlace(group, { jobId, round: 0 }, LIMITS.jobsPerOrderingKey);
  if (!taken) throw new OrderingKeyFullError(orderingKey);
  return group;
}
