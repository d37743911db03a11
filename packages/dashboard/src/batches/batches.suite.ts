import { describe, expect, test } from '@jest/globals';
import type { BatchManifest } from '@jobs/shared-contracts';
import { heading, status, type PageBench } from '../testing/look-for.ts';
import { accessibilityFaults } from '../testing/open-page.ts';
import { TIME_LIMIT_MS } from '../testing/start-dashboard.ts';

const letter = (text: string, more: object = {}) => ({ type: 'text-analyze', input: { source: { text } }, ...more });
const BROKEN = { type: 'text-analyze', input: { source: { words: 'None.' } } };
/** Long after the test. */
const LATER = { delaySeconds: 86_400 };

export function testBatches({ open, client }: PageBench): void {
  describe('batches', () => {
    test(
      'one is made of what is pasted; what was refused is told with its fields, and what came of the others',
      async () => {
        const page = await open('#/batches');
        await page.getByRole('link', { name: 'Make a batch' }).click();
        await heading(page, 'Make a batch');
        const jobs = page.getByLabel('Jobs', { exact: true });
        const submit = () => page.getByRole('button', { name: 'Submit the batch' }).click();
        await jobs.fill(`${JSON.stringify(BROKEN)}\n{broken`);
        await submit();
        await page.getByRole('alert').filter({ hasText: 'line 2 is not' }).waitFor();
        expect(await jobs.getAttribute('aria-invalid')).toBe('true');

        await jobs.fill(JSON.stringify([BROKEN, { ...BROKEN, type: 'nothing' }]));
        await submit();
        await page.getByText('#0 input/source/words is not a known field').waitFor();
        expect(await page.locator('.field-errors').getByRole('listitem').count()).toBe(2);
        expect(await accessibilityFaults(page)).toEqual([]);
        await page.getByRole('link', { name: 'jobs/0/input/source/words' }).click();
        expect(await jobs.evaluate((element) => element === document.activeElement)).toBe(true);

        await page.getByLabel('Name').fill('Letters');
        await jobs.fill(JSON.stringify([letter('To be.'), BROKEN, letter('Not to be.', { after: ['#0'] })]));
        await submit();
        await heading(page, 'Batch Letters');
        const refused = page.getByRole('region', { name: '1 job refused' }).getByRole('listitem').first();
        expect(await refused.textContent()).toContain('#1 input/source/words is not a known field');
        await status(page, 'Completed');
        const members = page.getByRole('list', { name: 'Jobs in the order of the request' }).locator('> li');
        await members.filter({ hasText: 'Succeeded' }).nth(1).waitFor();
        expect(await members.locator('.badge').allTextContents()).toEqual(['Succeeded', 'Refused', 'Succeeded']);
        expect(await page.locator('.figures').textContent()).toBe(
          'Waiting or running0Succeeded2Failed0Cancelled0Refused1',
        );
        expect(await page.locator('[aria-live=polite]').textContent()).toBe(
          'The batch has completed: 2 succeeded, 1 refused',
        );
        expect(await accessibilityFaults(page)).toEqual([]);

        const url = await page.getByRole('link', { name: /^Manifest/ }).getAttribute('href');
        const manifest = (await (await fetch(url ?? '')).json()) as BatchManifest;
        expect(manifest.jobs.map((job) => job.status)).toEqual(['SUCCEEDED', 'REFUSED', 'SUCCEEDED']);
        await members.first().getByRole('link').click();
        await heading(page, /^Job job_/);
        await page.getByRole('link', { name: manifest.id }).click();
        await heading(page, 'Batch Letters');
      },
      TIME_LIMIT_MS,
    );

    test(
      'one is made of a file, found in the list, and all of its jobs are cancelled after a question',
      async () => {
        const page = await open('#/batches/new');
        const lines = [1, 2, 3].map((count) => JSON.stringify(letter(`Letter ${count}.`, LATER))).join('\n');
        await page
          .getByLabel(/Out of a file/)
          .setInputFiles({ name: 'jobs.jsonl', mimeType: 'application/jsonl', buffer: Buffer.from(lines) });
        await page.getByText('3 jobs so far.').waitFor();
        await page.getByRole('button', { name: 'Submit the batch' }).click();
        await heading(page, /^Batch bat_/);
        await page.getByRole('link', { name: 'Batches' }).click();
        await page
          .getByRole('list', { name: /Batches/ })
          .getByText('3 pending')
          .waitFor();
        expect(await accessibilityFaults(page)).toEqual([]);
        await page.getByRole('link', { name: /^bat_/ }).first().click();
        await page.getByRole('button', { name: 'Cancel all jobs' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByText('3 jobs that have not ended').waitFor();
        await dialog.getByRole('button', { name: 'Cancel all jobs' }).click();
        await status(page, 'Completed');
        const [batch] = (await client().batches.list()).batches;
        expect(batch?.counts).toMatchObject({ total: 3, cancelled: 3, pending: 0 });
        expect(await page.getByRole('button', { name: 'Cancel all jobs' }).count()).toBe(0);
      },
      TIME_LIMIT_MS,
    );
  });
}
