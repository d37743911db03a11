import type { OperatorJobView, RetryJobsOutcome, RetryJobsRequest } from '@jobs/shared-contracts';
import type { FailureFilters } from '../app/routes.ts';

/** By which the API retries a page of jobs. */
export interface Retrier {
  retryAll(request: RetryJobsRequest): Promise<RetryJobsOutcome>;
}

/** What a dry run has found. */
export interface RetryPlan {
  /** Those that were counted, and none that has failed since. */
  readonly filters: FailureFilters;
  readonly count: number;
  /** The last to fail first. */
  readonly sample: readonly OperatorJobView[];
}

/** How far a retry has got. */
export interface RetryProgress {
  readonly retried: number;
  /** Somebody else has retried or deleted them meanwhile. */
  readonly skipped: number;
  /** Where it goes on; undefined before the first page, and at the end. */
  readonly cursor?: string | undefined;
  readonly isDone: boolean;
}

export const NOTHING_RETRIED: RetryProgress = { retried: 0, skipped: 0, isDone: false };

/** The most that the API takes at once. */
const MOST = 100;
const SAMPLE = 5;
/** One page lasts so long at the rate that is asked for: then somebody sees progress, and can stop. */
const PAGE_SECONDS = 5;

/**
 * Counts the failed jobs that fit, and changes nothing.
 * @param stop ends it early, with what has been counted by then
 */
export async function countFailed(
  retrier: Retrier,
  filters: FailureFilters,
  onCount: (count: number) => void,
  stop: AbortSignal,
): Promise<RetryPlan> {
  const sample: OperatorJobView[] = [];
  let count = 0;
  let cursor: string | undefined;
  do {
    const page = await retrier.retryAll({
      ...filters,
      dryRun: true,
      maxJobs: MOST,
      ...(cursor !== undefined && { cursor }),
    });
    count += page.matched;
    sample.push(...page.sample.slice(0, SAMPLE - sample.length));
    cursor = page.nextCursor;
    onCount(count);
  } while (cursor !== undefined && !stop.aborted);
  // By the API's clock, and exclusive: the newest of them is the first that was found.
  const newest = Date.parse(sample[0]?.finishedAt ?? '');
  const failedBefore = Number.isNaN(newest) ? {} : { failedBefore: new Date(newest + 1).toISOString() };
  return { filters: { ...filters, ...failedBefore }, count, sample };
}

interface RetryPace {
  /** So many begin in a second, at most: the API spreads those of one request, and the next waits for them. */
  readonly maxPerSecond: number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Retries the jobs of a plan, page by page, from where `from` has got to. A request under way is not broken off, since
 * then nobody would know what it has done.
 * @param stop ends it between two pages; then `onProgress` has been told where it goes on
 */
export async function retryFailed(
  retrier: Retrier,
  { filters }: Pick<RetryPlan, 'filters'>,
  { maxPerSecond, pause }: RetryPace,
  from: RetryProgress,
  onProgress: (progress: RetryProgress) => void,
  stop: AbortSignal,
): Promise<void> {
  const maxJobs = Math.min(MOST, maxPerSecond * PAGE_SECONDS);
  let progress = from;
  while (!progress.isDone && !stop.aborted) {
    const { cursor } = progress;
    const page = await retrier.retryAll({ ...filters, maxJobs, maxPerSecond, ...(cursor !== undefined && { cursor }) });
    progress = {
      retried: progress.retried + page.retried,
      skipped: progress.skipped + page.skipped,
      cursor: page.nextCursor,
      isDone: page.nextCursor === undefined,
    };
    onProgress(progress);
    if (progress.isDone || page.retried === 0) continue;
    // Stopped meanwhile is no failure.
    await pause((page.retried / maxPerSecond) * 1000, stop).catch(() => {});
  }
}
