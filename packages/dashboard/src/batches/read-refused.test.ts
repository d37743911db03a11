import { describe, expect, test } from '@jest/globals';
import type { BatchMemberView } from '@jobs/shared-contracts';
import { readRefused, SHOWN_REFUSALS } from './read-refused.ts';

const problem = { code: 'unknown-job-type' } as NonNullable<BatchMemberView['problem']>;

/** A batch of so many jobs, of which these were refused, and the cursors that it was asked for. */
function batchOf(size: number, isRefused: (index: number) => boolean) {
  const asked: (string | undefined)[] = [];
  return {
    asked,
    async jobs(_id: string, { limit = 20, cursor }: { readonly limit?: number; readonly cursor?: string } = {}) {
      asked.push(cursor);
      const from = Number(cursor ?? 0);
      const jobs = Array.from({ length: Math.min(limit, size - from) }, (_, place): BatchMemberView => {
        const index = from + place;
        return isRefused(index) ? { index, problem } : { index, status: 'QUEUED' };
      });
      return { jobs, ...(from + limit < size && { nextCursor: String(from + limit) }) };
    },
  };
}
const { signal } = new AbortController();

describe('the refused jobs of a batch', () => {
  test('are looked for until all are found, and no further', async () => {
    const batch = batchOf(1000, (index) => index === 7 || index === 250);
    const found = await readRefused(batch, 'bat_1', 2, signal);
    expect(found.map(({ index }) => index)).toEqual([7, 250]);
    expect(batch.asked).toEqual([undefined, '100', '200']);
  });

  test('are as many as somebody may read, and nothing is asked where there are none', async () => {
    const all = batchOf(1000, (index) => index % 2 === 1);
    expect(await readRefused(all as never, 'bat_1', 500, signal)).toHaveLength(SHOWN_REFUSALS);
    expect(all.asked).toEqual([undefined, '100']);
    const none = batchOf(1000, () => false);
    expect(await readRefused(none as never, 'bat_1', 0, signal)).toEqual([]);
    expect(none.asked).toEqual([]);
  });

  test('may be fewer than were counted, when the request was sent again meanwhile', async () => {
    expect(await readRefused(batchOf(150, () => false) as never, 'bat_1', 3, signal)).toEqual([]);
  });
});
