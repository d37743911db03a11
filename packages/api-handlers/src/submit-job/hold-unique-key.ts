import { DependencyError, type JobRecord, type JobTable, type UniqueKeys } from '@jobs/job-store';
import { isTerminal, type SubmitJobRequest } from '@jobs/shared-contracts';
import { cancelUnlessEnded, type CancelJobDependencies } from '../cancel-job/cancel-job.ts';
import { UniqueKeyInUseError } from '../errors.ts';
import type { Logger } from '../logging/create-logger.ts';

export interface HoldUniqueKeyDependencies extends CancelJobDependencies {
  readonly jobs: Pick<JobTable, 'getJob' | 'requestCancel'>;
  readonly uniqueKeys: UniqueKeys;
  readonly now: () => number;
}

interface Candidate {
  readonly jobId: string;
  readonly owner: string;
  readonly request: Pick<SubmitJobRequest, 'type' | 'uniqueKey' | 'onConflict'>;
  readonly startsAt: number;
  readonly log: Logger;
}

/** A submission holds its key for a moment before its job is there; after this, it must have failed. */
const CREATION_MS = 60_000;
/** Whoever holds the key may end, and others may ask. */
const MAX_ROUNDS = 5;

/**
 * Takes the key for a job that is about to be created. Jobs do not give it back: one that has ended holds it in vain.
 * @returns the active job that has it and is to be used instead; undefined when the new job has it, or needs none
 * @throws {UniqueKeyInUseError}
 */
export async function holdUniqueKey(
  deps: HoldUniqueKeyDependencies,
  { jobId, owner, request: { type, uniqueKey: key, onConflict = 'reuse' }, startsAt, log }: Candidate,
): Promise<JobRecord | undefined> {
  if (key === undefined) return undefined;
  let insteadOf: string | undefined;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const held = { jobId, startsAt, ...(insteadOf !== undefined && { insteadOf }) };
    const hold = await deps.uniqueKeys.holdKey({ owner, type, key }, held);
    if (hold.outcome === 'held') return undefined;

    const holder = await deps.jobs.getJob(hold.jobId);
    const isBeingCreated = !holder && deps.now() - hold.sinceMs < CREATION_MS;
    if (isBeingCreated) throw new UniqueKeyInUseError(key, hold.jobId);
    if (holder && !isTerminal(holder.status)) {
      if (onConflict === 'reuse') return holder;
      if (onConflict === 'reject') throw new UniqueKeyInUseError(key, holder.jobId);
      await cancelUnlessEnded(deps, { jobId: holder.jobId, owner, log });
    }
    insteadOf = hold.jobId;
  }
  throw new DependencyError('DynamoDB', 'PutItem', true, new Error(`The unique key of ${jobId} kept changing hands`));
}
