import type { Batches, BatchRecord } from '@jobs/job-store';
import { isTerminal } from '@jobs/shared-contracts';
import { JobNotSubmittedError } from '../errors.ts';
import { problemOf } from '../http/problem-response.ts';
import { traceContextOf } from '../http/trace-context.ts';
import type { Logger } from '../logging/create-logger.ts';
import { forEachAtOnce } from '../push/for-each-at-once.ts';
import { memberJobId } from './batch-ids.ts';
import { cancelMembers, type CancelMembersDependencies } from './cancel-members.ts';
import { changeBatch } from './change-batch.ts';
import { announceBatch, completeBatch, type CompleteBatchDependencies } from './complete-batch.ts';

export interface LookAtBatchesDependencies extends CancelMembersDependencies, CompleteBatchDependencies {
  readonly jobs: CancelMembersDependencies['jobs'] & CompleteBatchDependencies['jobs'];
  readonly batches: Batches;
  readonly log: Logger;
}

/** What has failed may have been retried. */
const FINAL: ReadonlySet<string> = new Set(['SUCCEEDED', 'CANCELLED']);
const AT_ONCE = 25;
const MAX_BATCHES = 20;
const CANCEL_MS = 10_000;
const SHORTEST_SPACING_MS = 2 * 60_000;
const LONGEST_SPACING_MS = 64 * 60_000;

/**
 * Does for batches that are due what may not have been done: tells of one that has completed, ends a submission that was
 * cut off, cancels members, and looks at those whose end may not have been told.
 * @returns how many were looked at
 */
export async function lookAtBatches(deps: LookAtBatchesDependencies, maxDurationMs: number): Promise<number> {
  const deadline = deps.now() + maxDurationMs;
  let looked = 0;
  for (const batchId of await listDue(deps)) {
    if (deps.now() >= deadline) break;
    try {
      await lookAt(deps, batchId);
      looked += 1;
    } catch (error) {
      deps.log.warn({ batchId, err: error }, 'a batch stays due');
    }
  }
  return looked;
}

/** Batches are not to keep the jobs of a run from being told of. */
async function listDue({ batches, log }: LookAtBatchesDependencies): Promise<readonly string[]> {
  try {
    return await batches.listDueBatches(MAX_BATCHES);
  } catch (error) {
    log.warn({ err: error }, 'batches that are due could not be read');
    return [];
  }
}

async function lookAt(deps: LookAtBatchesDependencies, batchId: string): Promise<void> {
  const found = await deps.batches.getBatch(batchId);
  if (!found || (found.dueAt ?? Infinity) > deps.now()) return;
  if (found.completedAt !== undefined) return announceBatch(deps, found);
  if (found.cancelRequestedAt !== undefined) {
    await cancelMembers(deps, found, { maxDurationMs: CANCEL_MS, log: deps.log });
  }
  await readMembers(deps, found);
  const spacingMs = Math.min(Math.max(deps.now() - found.createdAt, SHORTEST_SPACING_MS), LONGEST_SPACING_MS);
  await changeBatch(deps.batches, batchId, (batch) => ({
    ...batch,
    submittedAt: batch.submittedAt ?? deps.now(),
    dueAt: deps.now() + (batch.cancelRequestedAt === undefined ? spacingMs : SHORTEST_SPACING_MS),
  }));
  await completeBatch(deps, batchId);
}

/** Writes down what has become of members of which nothing is known, or no end. */
async function readMembers({ jobs, batches }: LookAtBatchesDependencies, batch: BatchRecord): Promise<void> {
  const members = await batches.readMembers(batch.batchId);
  await forEachAtOnce(Array(batch.size).keys(), AT_ONCE, async (index) => {
    const known = members.get(index);
    if (known && (known.status === 'REFUSED' || FINAL.has(known.status))) return;
    const job = await jobs.getJob(memberJobId(batch.batchId, index));
    if (job && (known || isTerminal(job.status))) {
      await batches.recordMember(batch, index, { status: job.status, version: job.version });
    } else if (!job && !known && batch.submittedAt === undefined) {
      const { traceId } = traceContextOf(undefined);
      await batches.recordRefusal(batch, index, problemOf(new JobNotSubmittedError(), { traceId }));
    }
  });
}
