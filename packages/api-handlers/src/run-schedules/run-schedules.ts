import { INDEX_SHARDS } from '@jobs/shared-contracts';
import { runSchedule, type RunOutcome, type RunScheduleDependencies } from './run-schedule.ts';

export interface RunSchedulesOutcome extends Readonly<Record<RunOutcome | 'failed', number>> {
  /** Due schedules were left for the next run. */
  readonly more: boolean;
}

/** A run ends when its time is up: the next comes in a minute, and the schedules that have waited longest go first. */
export interface RunBudget {
  readonly maxDurationMs: number;
}

/** Ends before the next run starts, with a reserve for the batch that is under way. */
export const RUN_BUDGET: RunBudget = { maxDurationMs: 45_000 };

const BATCH = 25;

interface OpenShard {
  readonly shard: number;
  readonly cursor?: string;
}

/** Goes over the due schedules, a batch of each shard at a time. What fails stays due, and keeps no other waiting. */
export async function runSchedules(deps: RunScheduleDependencies, budget: RunBudget): Promise<RunSchedulesOutcome> {
  const deadline = deps.now() + budget.maxDurationMs;
  const counts = { made: 0, refused: 0, decided: 0, unchanged: 0, failed: 0 };
  const open: OpenShard[] = Array.from({ length: INDEX_SHARDS }, (_, shard) => ({ shard }));
  for (let next = open.shift(); next; next = open.shift()) {
    if (deps.now() >= deadline) return { ...counts, more: true };
    const page = await listBatch(deps, next);
    if (!page) counts.failed += 1;
    const outcomes = await Promise.all((page?.scheduleIds ?? []).map((scheduleId) => runOne(deps, scheduleId)));
    for (const outcome of outcomes) counts[outcome] += 1;
    if (page?.cursor !== undefined) open.push({ shard: next.shard, cursor: page.cursor });
  }
  return { ...counts, more: false };
}

async function listBatch({ schedules, log }: RunScheduleDependencies, { shard, cursor }: OpenShard) {
  try {
    return await schedules.listDueSchedules({ shard, limit: BATCH, ...(cursor !== undefined && { cursor }) });
  } catch (error) {
    log.warn({ err: error, shard }, 'a shard of due schedules could not be read');
    return undefined;
  }
}

async function runOne(deps: RunScheduleDependencies, scheduleId: string): Promise<RunOutcome | 'failed'> {
  try {
    return await runSchedule(deps, scheduleId);
  } catch (error) {
    deps.log.warn({ err: error, scheduleId }, 'a schedule stays due');
    return 'failed';
  }
}
