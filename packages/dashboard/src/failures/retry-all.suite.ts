import { describe, expect, test } from '@jest/globals';
import type { JobTypes } from '@jobs/client';
import { type PageBench } from '../testing/look-for.ts';
import { accessibilityFaults } from '../testing/open-page.ts';
import { TIME_LIMIT_MS } from '../testing/start-dashboard.ts';

const FAILING: JobTypes['csv-etl']['input'] = {
  sources: [{ table: 't', format: 'csv', from: { text: 'a\n1\n' } }],
  sql: 'SELECT missing FROM t',
  output: { format: 'csv' },
};

export function testRetryByFilter({ open, client }: PageBench): void {
  describe('failed jobs', () => {
    test(
      'are chosen by the API’s filters, counted, and only then retried, those alone',
      async () => {
        const fail = async (team: string) => {
          const job = await client().submit('csv-etl', FAILING, { tags: { team } });
          for await (const seen of client().watch(job)) if (seen.status === 'FAILED') return seen;
          throw new Error('it did not fail');
        };
        const [first, second, other] = await Promise.all(['blue', 'blue', 'red'].map(fail));
        const page = await open('#/failures');
        await page.getByRole('link', { name: other?.id ?? '' }).waitFor();
        await page.getByLabel(/Tag/).fill('team=blue');
        await page.getByLabel('Error code').fill('sql-error');
        await page.getByText('By time').click();
        await page.getByLabel('Failed from').fill('2026-01-01T00:00:00');
        const apply = page.getByRole('button', { name: 'Apply' });
        await apply.click();
        await page.getByRole('link', { name: other?.id ?? '' }).waitFor({ state: 'detached' });
        expect(await apply.evaluate((element) => element === document.activeElement)).toBe(true);
        expect(new URL(page.url()).hash).toContain('failedFrom=2026-01-01T00%3A00%3A00.000Z');
        expect(await page.getByRole('button', { name: /^Retry 2/ }).count()).toBe(0);

        await page.getByRole('button', { name: 'Count them' }).click();
        await page.getByText('2 failed jobs would be queued again.').waitFor();
        expect((await client().get(first?.id ?? '')).version).toBe(first?.version);
        expect(await accessibilityFaults(page)).toEqual([]);
        await page.getByLabel('At most a second').fill('50');
        await page.getByRole('button', { name: 'Retry 2 jobs' }).click();
        await page.getByText('2 jobs queued again.').waitFor();
        expect(await accessibilityFaults(page)).toEqual([]);
        for (const job of [first, second]) {
          expect((await client().get(job?.id ?? '')).version).toBeGreaterThan(job?.version ?? Infinity);
        }
        expect((await client().get(other?.id ?? '')).version).toBe(other?.version);
      },
      TIME_LIMIT_MS,
    );
  });
}
