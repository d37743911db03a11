import { describe, expect, test } from '@jest/globals';
import type { OperatorJobView, RetryJobsOutcome, RetryJobsRequest } from '@jobs/shared-contracts';
import { countFailed, NOTHING_RETRIED, retryFailed, type RetryProgress } from './retry-failed.ts';

const failedAt = (finishedAt: string) => ({ id: finishedAt, finishedAt }) as OperatorJobView;
const page = (outcome: Partial<RetryJobsOutcome>): RetryJobsOutcome => ({
  matched: 0,
  retried: 0,
  skipped: 0,
  sample: [],
  ...outcome,
});

/** An API that answers with these pages, and remembers what it was asked. */
function apiOf(...pages: (Partial<RetryJobsOutcome> | Error)[]) {
  const asked: RetryJobsRequest[] = [];
  return {
    asked,
    async retryAll(request: RetryJobsRequest) {
      asked.push(request);
      const next = pages.shift() ?? {};
      if (next instanceof Error) throw next;
      return page(next);
    },
  };
}

const never = new AbortController().signal;

describe('a retry by filter', () => {
  test('is counted first, to the end, and leaves out what fails after that', async () => {
    const api = apiOf(
      { matched: 0, nextCursor: 'a' },
      { matched: 100, sample: [failedAt('2026-11-02T09:00:00.500Z')], nextCursor: 'b' },
      { matched: 7, sample: [failedAt('2026-11-01T00:00:00.000Z')] },
    );
    const counts: number[] = [];
    const plan = await countFailed(api, { type: 'csv-etl' }, (count) => counts.push(count), never);
    const asked = { type: 'csv-etl', dryRun: true, maxJobs: 100 };
    expect(api.asked).toEqual([asked, { ...asked, cursor: 'a' }, { ...asked, cursor: 'b' }]);
    expect(counts).toEqual([0, 100, 107]);
    expect(plan).toMatchObject({ count: 107, filters: { type: 'csv-etl', failedBefore: '2026-11-02T09:00:00.501Z' } });
  });

  test('of nothing finds nothing, and stays with its filters', async () => {
    const plan = await countFailed(apiOf({}), { failedBefore: '2026-11-02T09:00:00Z' }, () => {}, never);
    expect(plan).toEqual({ count: 0, sample: [], filters: { failedBefore: '2026-11-02T09:00:00Z' } });
  });

  test('goes on by the cursor, and gives each page the time that its rate needs', async () => {
    const api = apiOf(
      { retried: 9, skipped: 1, nextCursor: 'a' },
      { retried: 0, skipped: 0, nextCursor: 'b' },
      { retried: 3 },
    );
    const pauses: number[] = [];
    const told: RetryProgress[] = [];
    const pace = { maxPerSecond: 2, pause: async (ms: number) => void pauses.push(ms) };
    await retryFailed(api, { filters: { owner: 'acme' } }, pace, NOTHING_RETRIED, (at) => told.push(at), never);
    const asked = { owner: 'acme', maxJobs: 10, maxPerSecond: 2 };
    expect(api.asked).toEqual([asked, { ...asked, cursor: 'a' }, { ...asked, cursor: 'b' }]);
    expect(pauses).toEqual([4500]);
    expect(told.at(-1)).toEqual({ retried: 12, skipped: 1, cursor: undefined, isDone: true });
  });

  test('that was stopped, or failed, goes on where it was', async () => {
    const api = apiOf({ retried: 2, nextCursor: 'a' }, new Error('away'), { retried: 1 });
    const stop = new AbortController();
    let at = NOTHING_RETRIED;
    const pace = { maxPerSecond: 100, pause: () => Promise.reject(new Error('stopped')) };
    const goOn = (signal: AbortSignal) =>
      retryFailed(
        api,
        { filters: {} },
        pace,
        at,
        (progress) => {
          at = progress;
          stop.abort();
        },
        signal,
      );
    await goOn(stop.signal);
    expect(at).toMatchObject({ retried: 2, cursor: 'a', isDone: false });
    await expect(goOn(never)).rejects.toThrow('away');
    await goOn(never);
    expect(at).toMatchObject({ retried: 3, isDone: true });
    expect(api.asked.map(({ cursor }) => cursor)).toEqual([undefined, 'a', 'a']);
  });
});
