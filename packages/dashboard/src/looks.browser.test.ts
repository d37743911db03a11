/** How the page looks, in both schemes and on a phone. `DASHBOARD_SCREENSHOTS=true` writes docs/images anew. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient } from '@jobs/client';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { accessibilityFaults, openPage } from './testing/open-page.ts';
import { OPERATOR_KEY, startDashboard, TIME_LIMIT_MS, type RunningDashboard } from './testing/start-dashboard.ts';

const IMAGES = new URL('../../../docs/images/', import.meta.url).pathname;
// oxlint-disable-next-line node/no-process-env -- only then the work tree is written to
const WRITES = process.env['DASHBOARD_SCREENSHOTS'] === 'true';

const LOOKS: readonly (readonly [string, BrowserContextOptions])[] = [
  ['light', { colorScheme: 'light', viewport: { width: 1200, height: 900 } }],
  ['dark', { colorScheme: 'dark', viewport: { width: 1200, height: 900 } }],
  ['narrow', { colorScheme: 'light', viewport: { width: 320, height: 700 }, hasTouch: true, isMobile: true }],
];

let running: RunningDashboard;
let jobId: string;
let batchId: string;
let scheduleId: string;
beforeAll(async () => {
  running = await startDashboard();
  const client = createClient({ baseUrl: running.stack.url, apiKey: OPERATOR_KEY });
  const text = 'Queues are for work that should not be waited for. This is such work.';
  const jobs = await Promise.all(
    Array.from({ length: 6 }, () => client.submit('text-analyze', { source: { text }, maxKeywords: 3 })),
  );
  await Promise.all(jobs.map((job) => client.wait(job)));
  jobId = jobs[0]?.id ?? '';
  const failing = await client.submit('csv-etl', {
    sources: [{ table: 't', format: 'csv', from: { text: 'a\n1\n' } }],
    sql: 'SELECT missing FROM t',
    output: { format: 'csv' },
  });
  for await (const { status } of client.watch(failing)) if (status === 'FAILED') break;
  const letter = (more: object = {}) => ({ type: 'text-analyze' as const, input: { source: { text } }, ...more });
  const broken = { type: 'text-analyze' as const, input: { source: { words: text } as never } };
  const later = { delaySeconds: 86_400 };
  const batch = await client.batches.submit([letter(), letter(), broken, letter({ after: ['#0'] }), letter(later)], {
    name: 'Letters of October',
    tags: { team: 'support' },
  });
  batchId = batch.id;
  while ((await client.batches.get(batchId)).counts.succeeded < 3) await client.wait(batch.results[3]?.jobId ?? '');
  const nightly = { name: 'Report of the night', cron: '30 6 * * MON-FRI', timeZone: 'Europe/Berlin' };
  scheduleId = (await client.schedules.create('text-analyze', { source: { text } }, nightly)).id;
}, TIME_LIMIT_MS);
afterAll(() => running.stop(), TIME_LIMIT_MS);

interface LookedAt {
  readonly name: string;
  readonly fragment: () => string;
  readonly ready: (page: Page) => Promise<void>;
  /** Default: true. */
  readonly isPictured?: boolean;
}

const PAGES: readonly LookedAt[] = [
  { name: 'overview', fragment: () => '#/', ready: (page: Page) => page.getByRole('article').first().waitFor() },
  {
    name: 'job',
    fragment: () => `#/jobs/${jobId}`,
    ready: (page: Page) => page.getByRole('heading', { name: 'Result' }).waitFor(),
  },
  {
    name: 'submit',
    fragment: () => '#/submit/csv-etl',
    ready: (page: Page) => page.getByRole('button', { name: 'Submit', exact: true }).waitFor(),
  },
  {
    name: 'batch',
    fragment: () => `#/batches/${batchId}`,
    ready: async (page: Page) => {
      await page.getByText('#4').waitFor();
      await page.getByText('words is not a known field').first().waitFor();
    },
  },
  {
    name: 'batches',
    isPictured: false,
    fragment: () => '#/batches',
    ready: (page: Page) => page.getByRole('link', { name: 'Letters of October' }).waitFor(),
  },
  {
    name: 'new-batch',
    isPictured: false,
    fragment: () => '#/batches/new',
    ready: (page: Page) => page.getByRole('button', { name: 'Submit the batch' }).waitFor(),
  },
  {
    name: 'new-schedule',
    fragment: () => '#/schedules/new?type=text-analyze',
    ready: async (page: Page) => {
      await page.getByLabel('Name').fill('Report of the night');
      await page.getByLabel('Cron expression').fill('30 6 * * MON-FRI');
      await page.getByRole('textbox', { name: 'Text' }).fill('Nothing of note has happened.');
      await page.getByRole('button', { name: 'Show the next runs' }).click();
      await page.getByText('Nothing is saved yet.').waitFor();
    },
  },
  {
    name: 'schedule',
    isPictured: false,
    fragment: () => `#/schedules/${scheduleId}`,
    ready: (page: Page) => page.getByRole('button', { name: 'Save the changes' }).waitFor(),
  },
  {
    name: 'failures',
    fragment: () => '#/failures',
    ready: (page: Page) => page.getByRole('list', { name: /Failed jobs/ }).waitFor(),
  },
];

describe.each(LOOKS)('%s', (look, options) => {
  test.each(PAGES)(
    'the page “$name” has no fault that axe finds, and needs no scrolling sideways',
    async ({ name, fragment, ready, isPictured = true }) => {
      const opened = await openPage(running.browser, `${running.stack.url}/${fragment()}`, options);
      const { page, problems } = opened;
      await ready(page);
      expect(await accessibilityFaults(page)).toEqual([]);
      const [wanted, given] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        document.documentElement.clientWidth,
      ]);
      expect(wanted).toBe(given);
      expect(problems).toEqual([]);
      if (WRITES && isPictured) {
        await page.evaluate(() => scrollTo(0, 0));
        await page.screenshot({
          path: join(IMAGES, `dashboard-${name}-${look}.png`),
          fullPage: name === 'new-schedule',
        });
      }
      await opened.close();
    },
    TIME_LIMIT_MS,
  );
});
