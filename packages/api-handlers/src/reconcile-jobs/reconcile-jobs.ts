import type { DuePage } from '@jobs/job-store';
import { INDEX_SHARDS } from '@jobs/shared-contracts';
import { reconcileBatch, type BatchOutcome } from './reconcile-batch.ts';
import type { ReconcileDependencies } from './read-due.ts';

/** A run ends when the first of the two is used up: the next comes in a minute, and what was handled is due no more. */
export interface ReconcileBudget {
  readonly maxJobs: number;
  readonly maxDurationMs: number;
}

/** Ends before the next run starts, a minute later, with a reserve for the batch that is under way. */
export const RUN_BUDGET: ReconcileBudget = { maxJobs: 5000, maxDurationMs: 45_000 };

export interface ReconcileOutcome extends BatchOutcome {
  /** Due jobs were left for the next run. */
  readonly more: boolean;
}

const BATCH = 25;

const NOTHING: BatchOutcome = {
  queue: 0,
  await: 0,
  hold: 0,
  dispatch: 0,
  reclaim: 0,
  defer: 0,
  settle: 0,
  unchanged: 0,
  failed: 0,
};

const sum = (a: BatchOutcome, b: BatchOutcome): BatchOutcome => ({
  queue: a.queue + b.queue,
  await: a.await + b.await,
  hold: a.hold + b.hold,
  dispatch: a.dispatch + b.dispatch,
  reclaim: a.reclaim + b.reclaim,
  defer: a.defer + b.defer,
  settle: a.settle + b.settle,
  unchanged: a.unchanged + b.unchanged,
  failed: a.failed + b.failed,
});

/** A shard that may have more due jobs. */
interface OpenShard {
  readonly shard: number;
  readonly cursor?: string;
}

/** Goes over the due jobs, a batch of each shard at a time: jobs that fail in one do not keep the others waiting. */
export async function reconcileJobs(deps: ReconcileDependencies, budget: ReconcileBudget): Promise<ReconcileOutcome> {
  const deadline = deps.now() + budget.maxDurationMs;
  let total = NOTHING;
  let looked = 0;
  const open: OpenShard[] = Array.from({ length: INDEX_SHARDS }, (_, shard) => ({ shard }));

  for (let next = open.shift(); next; next = open.shift()) {
    if (looked >= budget.maxJobs || deps.now() >= deadline) return { ...total, more: true };
    const page = await listBatch(deps, next, Math.min(BATCH, budget.maxJobs - looked));
    looked += page.jobIds.length;
    total = sum(total, page.failed ? { ...NOTHING, failed: 1 } : await reconcileBatch(deps, page.jobIds));
    if (page.cursor !== undefined) open.push({ shard: next.shard, cursor: page.cursor });
  }
  return { ...total, more: false };
}

/** A shard that can't be read is left for the next run: the others are done all the same. */
async function listBatch(
  { jobs, log }: ReconcileDependencies,
  { shard, cursor }: OpenShard,
  limit: number,
): Promise<DuePage & { readonly failed: boolean }> {
  try {
    return { ...(await jobs.listDue({ shard, limit, ...(cursor !== undefined && { cursor }) })), failed: false };
  } catch (error) {
    log.warn({ err: error, shard }, 'a shard of due jobs could not be read');
    return { jobIds: [], failed: true };
  }
}
