import { describe, expect, test } from '@jest/globals';
import { heading, type PageBench } from '../testing/look-for.ts';
import { accessibilityFaults } from '../testing/open-page.ts';
import { TIME_LIMIT_MS } from '../testing/start-dashboard.ts';

export function testSchedules({ open, client }: PageBench): void {
  describe('schedules', () => {
    test(
      'one is shown with its next runs, paused, resumed and deleted',
      async () => {
        const text = { source: { text: 'Again and again.' } };
        const schedule = { name: 'Every morning', cron: '30 6 * * *', timeZone: 'Europe/Berlin' };
        await client().schedules.create('text-analyze', text, schedule);
        const page = await open('#/schedules');
        const card = page.getByRole('article', { name: 'Every morning' });
        await card.getByText('30 6 * * * (Europe/Berlin)').waitFor();
        expect(await card.getByRole('list', { name: 'Next runs' }).getByRole('listitem').count()).toBe(5);
        expect(await accessibilityFaults(page)).toEqual([]);

        await card.getByRole('button', { name: 'Pause' }).click();
        await card.getByText('Paused').waitFor();
        await card.getByRole('button', { name: 'Resume' }).click();
        await card.getByRole('list', { name: 'Next runs' }).waitFor();
        await card.getByRole('button', { name: 'Delete' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
        await page.getByText('There are no schedules.').waitFor();
      },
      TIME_LIMIT_MS,
    );

    test(
      'one is made by a form that tells what is wrong at its field, and the next runs before anything is saved; then it is changed',
      async () => {
        const page = await open('#/schedules');
        await page.getByRole('link', { name: 'Make a schedule' }).click();
        await page.getByRole('link', { name: 'Statistics of a text' }).click();
        await heading(page, 'Make a schedule: Statistics of a text');
        const cron = page.getByLabel('Cron expression');
        await cron.fill('0 0 30 2 *');
        await page.getByRole('textbox', { name: 'Text' }).fill('Again and again.');
        await page.getByRole('combobox', { name: /Time zone/ }).fill('Europe/Berlin');
        const preview = page.getByRole('button', { name: 'Show the next runs' });
        await preview.click();
        await page.getByRole('alert').filter({ hasText: 'cron is a time that never comes' }).waitFor();
        expect(await cron.getAttribute('aria-invalid')).toBe('true');
        expect(await accessibilityFaults(page)).toEqual([]);
        await page.getByRole('link', { name: 'cron' }).click();
        expect(await cron.evaluate((element) => element === document.activeElement)).toBe(true);

        await cron.fill('30 6 * * MON-FRI');
        await page.getByLabel('Name').fill('Every working day');
        await page.getByLabel(/Overlap/).selectOption('queue');
        await preview.click();
        const runs = page.getByRole('list', { name: 'Next runs' });
        await page.getByText('Nothing is saved yet.').waitFor();
        const told = await runs
          .locator('time')
          .evaluateAll((times) => times.map((each) => each.getAttribute('datetime')));
        expect(await client().schedules.list()).toEqual([]);
        expect(await accessibilityFaults(page)).toEqual([]);
        await page.getByRole('button', { name: 'Make the schedule' }).click();

        await heading(page, 'Schedule Every working day');
        const card = page.getByRole('article', { name: 'Every working day' });
        await card.getByText('30 6 * * MON-FRI (Europe/Berlin)').waitFor();
        const id = new URL(page.url()).hash.split('/').at(-1) ?? '';
        const made = await client().schedules.get(id);
        expect(made).toMatchObject({ overlap: 'queue', catchUp: 'last', nextRuns: told });

        const save = page.getByRole('button', { name: 'Save the changes' });
        const name = page.getByLabel('Name');
        await name.fill('');
        await save.click();
        await heading(page, `Schedule ${id}`);
        expect(await client().schedules.get(id)).not.toHaveProperty('name');
        await name.fill('Every other hour');
        await page.getByLabel('At a rate').click();
        await page.getByLabel('Every', { exact: true }).fill('2');
        await page.getByLabel('Unit').selectOption('hours');
        await save.click();
        await page.getByText('The changes are saved.').waitFor();
        await page.getByRole('article', { name: 'Every other hour' }).getByText('every 2 h').waitFor();
        const { input, overlap, ...changed } = await client().schedules.get(id);
        expect(changed).toMatchObject({ name: 'Every other hour', rateSeconds: 7200 });
        expect([input, overlap]).toEqual([made.input, 'queue']);
        expect(await accessibilityFaults(page)).toEqual([]);

        await page.getByRole('button', { name: 'Delete' }).click();
        await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
        await heading(page, 'Schedules');
        expect(await client().schedules.list()).toEqual([]);
      },
      TIME_LIMIT_MS,
    );

    test(
      'none is offered for a job type that needs a file',
      async () => {
        const page = await open('#/schedules/new?type=image-transform');
        await page.getByText('it needs a file, which is kept for a day').waitFor();
        expect(await page.getByRole('button', { name: 'Make the schedule' }).count()).toBe(0);
      },
      TIME_LIMIT_MS,
    );
  });
}
