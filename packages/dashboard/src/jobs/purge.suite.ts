import { describe, expect, test } from '@jest/globals';
import { heading, status, type PageBench } from '../testing/look-for.ts';
import { accessibilityFaults } from '../testing/open-page.ts';
import { TIME_LIMIT_MS } from '../testing/start-dashboard.ts';

export function testPurge({ open, client }: PageBench): void {
  describe('a job that has ended', () => {
    test(
      'is deleted with its result after a question that says what is lost',
      async () => {
        const job = await client().submit('text-analyze', { source: { text: 'Not for long.' } });
        const page = await open(`#/jobs/${job.id}`);
        await status(page, 'Succeeded');
        await page.getByRole('button', { name: 'Delete the job' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByText('its result with all files').waitFor();
        expect(await accessibilityFaults(page)).toEqual([]);
        await dialog.getByRole('button', { name: 'Go back' }).click();
        expect((await client().get(job)).status).toBe('SUCCEEDED');
        await page.getByRole('button', { name: 'Delete the job' }).click();
        await dialog.getByRole('button', { name: 'Delete the job' }).click();
        await heading(page, 'The job is deleted');
        await expect(client().get(job)).rejects.toMatchObject({ code: 'job-not-found' });
      },
      TIME_LIMIT_MS,
    );
  });
}
