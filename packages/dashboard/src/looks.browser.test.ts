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
}, TIME_LIMIT_MS);
afterAll(() => running.stop(), TIME_LIMIT_MS);

const PAGES = [
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
    name: 'failures',
    fragment: () => '#/failures',
    ready: (page: Page) => page.getByRole('list', { name: /Failed jobs/ }).waitFor(),
  },
] as const;

describe.each(LOOKS)('%s', (look, options) => {
  test.each(PAGES)(
    'the page “$name” has no fault that axe finds, and needs no scrolling sideways',
    async ({ name, fragment, ready }) => {
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
      if (WRITES) await page.screenshot({ path: join(IMAGES, `dashboard-${name}-${look}.png`) });
      await opened.close();
    },
    TIME_LIMIT_MS,
  );
});
