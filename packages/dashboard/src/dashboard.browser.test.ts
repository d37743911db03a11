/** The page in a real browser, in front of the real API, workers and storage, all on this machine. */
import { deepStrictEqual as deepEqual } from 'node:assert';
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createClient, type JobTypes } from '@jobs/client';
import type { Page } from 'playwright-core';
import { testBatches } from './batches/batches.suite.ts';
import { testRetryByFilter } from './failures/retry-all.suite.ts';
import { testPurge } from './jobs/purge.suite.ts';
import { testSchedules } from './schedules/schedules.suite.ts';
import { accessibilityFaults, openPage, type OpenedPage } from './testing/open-page.ts';
import { heading, status } from './testing/look-for.ts';
import { startCuttableProxy } from './testing/start-cuttable-proxy.ts';
import {
  OPERATOR_KEY,
  startDashboard,
  TIME_LIMIT_MS,
  USER_KEY,
  type RunningDashboard,
} from './testing/start-dashboard.ts';

const PHOTO = new URL('../../../examples/photo.jpg', import.meta.url).pathname;
/** Runs until it is stopped, and tells its progress on the way. */
const ENDLESS: JobTypes['csv-etl']['input'] = {
  sources: [{ table: 'numbers', format: 'csv', from: { text: 'n\n1\n2\n3\n' } }],
  sql: 'SELECT sum(a.range * b.range + n) AS total FROM range(10000000) a, range(10000000) b, numbers',
  output: { format: 'csv' },
};

let running: RunningDashboard;
beforeAll(async () => {
  running = await startDashboard();
}, TIME_LIMIT_MS);
afterAll(() => running.stop(), TIME_LIMIT_MS);

const opened: OpenedPage[] = [];
afterEach(async () => {
  const pages = opened.splice(0);
  await Promise.all(pages.map((each) => each.close()));
  // No error of a script, and nothing that the Content-Security-Policy refused.
  deepEqual(
    pages.flatMap(({ problems }) => problems),
    [],
  );
});

async function open(fragment = '#/', url = running.stack.url): Promise<Page> {
  const page = await openPage(running.browser, `${url}/${fragment}`);
  opened.push(page);
  return page.page;
}

/** Through a proxy, the WebSocket too, of which the API tells the stack's own address. */
async function openBehind(proxyUrl: string, fragment: string): Promise<Page> {
  const page = await open('#/submit', proxyUrl);
  await page.route('**/v1/connections', async (route) => {
    const response = await route.fetch().catch(() => undefined);
    if (!response) return route.abort();
    const body = (await response.text()).replace(new URL(running.stack.url).host, new URL(proxyUrl).host);
    return route.fulfill({ response, body });
  });
  await page.goto(`${proxyUrl}/${fragment}`);
  return page;
}

const clientOf = (apiKey: string) => createClient({ baseUrl: running.stack.url, apiKey });

/** Signs in by hand, with another key than the stack's own. */
async function signIn(page: Page, apiKey: string): Promise<void> {
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('API key').fill(apiKey);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

describe('in the browser', () => {
  test(
    'a job is submitted by its form, with a file, and followed to its result',
    async () => {
      const page = await open('#/submit');
      await page.getByRole('link', { name: /Images resized/ }).click();
      await page.getByLabel('File', { exact: true }).setInputFiles(PHOTO);
      await page.getByLabel('File name').fill('small.webp');
      await page.getByLabel('Format').selectOption('webp');
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Submit' }).click();

      await heading(page, /^Job job_/);
      await status(page, 'Succeeded');
      await page.getByRole('link', { name: 'small.webp' }).waitFor();
      expect(await page.getByRole('region', { name: 'The result as JSON' }).textContent()).toContain(
        '"format": "webp"',
      );
      expect(await accessibilityFaults(page)).toEqual([]);
    },
    TIME_LIMIT_MS,
  );

  test(
    'what is wrong with an input is told at its field, in the API’s own words, and mended there',
    async () => {
      const page = await open('#/submit/text-analyze');
      const text = page.getByRole('textbox', { name: 'Text' });
      await text.fill('Queues are for work that should not be waited for.');
      const count = page.getByLabel(/Max keywords/);
      await count.fill('1000');
      await page.getByRole('button', { name: 'Submit' }).click();
      await page.getByRole('alert').filter({ hasText: 'maxKeywords must be <= 100' }).waitFor();
      expect(await count.getAttribute('aria-invalid')).toBe('true');
      expect(await accessibilityFaults(page)).toEqual([]);
      // The summary has the focus, and leads to the field.
      expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert');
      await page.getByRole('link', { name: 'maxKeywords' }).click();
      expect(await count.evaluate((element) => element === document.activeElement)).toBe(true);

      await count.fill('3');
      await page.getByText('Options').click();
      await page.getByLabel('Max attempts').fill('2');
      const tags = page.getByLabel('Tags');
      await tags.fill('{"team": 1}');
      await page.getByRole('button', { name: 'Submit' }).click();
      await page.getByRole('link', { name: 'tags' }).click();
      expect(await tags.evaluate((element) => element === document.activeElement)).toBe(true);
      expect(await accessibilityFaults(page)).toEqual([]);

      await tags.fill('{"team": "billing"}');
      await page.getByRole('button', { name: 'Submit' }).click();
      await status(page, 'Succeeded');
      await page.getByText('attempt 1 of 2').waitFor();
      await page.getByText('billing').waitFor();
    },
    TIME_LIMIT_MS,
  );

  test(
    'a job that runs shows its progress, and is cancelled after a question',
    async () => {
      const job = await clientOf(OPERATOR_KEY).submit('csv-etl', ENDLESS);
      const page = await open(`#/jobs/${job.id}`);
      await status(page, 'Running');
      await page.locator('progress[value]').waitFor();
      expect(await page.locator('[aria-live=polite]').textContent()).toMatch(/^The job is running/);
      expect(await accessibilityFaults(page)).toEqual([]);

      await page.getByRole('button', { name: 'Cancel the job' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Go back' }).click();
      expect((await clientOf(OPERATOR_KEY).get(job.id)).status).toBe('RUNNING');
      await page.getByRole('button', { name: 'Cancel the job' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel the job' }).click();
      await status(page, 'Cancelled');
      expect(await page.locator('[aria-live=polite]').textContent()).toBe('The job is cancelled');
    },
    TIME_LIMIT_MS,
  );

  test(
    'a job that fails is a dead letter on the overview, and is redriven from there',
    async () => {
      const failing = JSON.parse(
        await readFile(new URL('../../../examples/failing.json', import.meta.url), 'utf8'),
      ) as { readonly input: typeof ENDLESS };
      const client = clientOf(OPERATOR_KEY);
      const job = await client.submit('csv-etl', failing.input);
      const page = await open();
      const card = page.getByRole('article', { name: 'Tabular data through SQL' });
      await card.getByRole('link', { name: '1', exact: true }).click();
      await heading(page, 'Failures');
      await page.getByRole('link', { name: job.id }).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);

      const { version } = await client.get(job.id);
      await page.getByRole('button', { name: 'Redrive' }).click();
      await page.getByText('1 job queued again.').waitFor();
      for await (const seen of client.watch(job.id)) {
        if (seen.status === 'FAILED' && seen.version > version) break;
      }
      await page.getByRole('link', { name: job.id }).click();
      await status(page, 'Failed');
      await page.getByText('SQL').first().waitFor();
      const attempts = page.getByRole('region', { name: 'Attempts' });
      await attempts.getByRole('listitem').nth(1).waitFor();
      expect(await attempts.getByRole('listitem').allTextContents()).toEqual([
        expect.stringMatching(/^Failed started at \d[^]*sql-error Binder Error/),
        expect.stringMatching(/^Failed started at \d[^]*sql-error Binder Error/),
      ]);
      expect(await accessibilityFaults(page)).toEqual([]);
    },
    TIME_LIMIT_MS,
  );

  test(
    'a job type is paused with a reason and resumed, and both are in the audit trail',
    async () => {
      const page = await open();
      const card = page.getByRole('article', { name: 'Tabular data through SQL' });
      await card.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('dialog').getByLabel(/Why/).fill('The warehouse is down');
      await page.getByRole('dialog').getByRole('button', { name: 'Pause' }).click();
      await card.getByText(/by local: The warehouse is down/).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await card.getByRole('button', { name: 'Resume' }).click();
      await card.getByRole('button', { name: 'Pause' }).waitFor();

      await page.getByRole('link', { name: 'Audit trail' }).click();
      await heading(page, 'Audit trail');
      for (const action of ['job-type.resume', 'job-type.pause']) {
        await page.getByRole('row', { name: new RegExp(`local ${action} csv-etl done`) }).waitFor();
      }
      expect(await accessibilityFaults(page)).toEqual([]);
    },
    TIME_LIMIT_MS,
  );

  test(
    'a lost connection is told, and the page goes on by itself once it is back',
    async () => {
      const proxy = await startCuttableProxy(running.stack.url);
      const job = await clientOf(OPERATOR_KEY).submit('csv-etl', ENDLESS);
      const page = await openBehind(proxy.url, `#/jobs/${job.id}`);
      await status(page, 'Running');
      await proxy.cut();
      const banner = page.getByRole('status').filter({ hasText: 'The connection is lost' });
      await banner.waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await clientOf(OPERATOR_KEY).cancel(job.id);
      await proxy.mend();
      await banner.waitFor({ state: 'detached' });
      await status(page, 'Cancelled');
      await proxy.stop();
    },
    TIME_LIMIT_MS,
  );

  test(
    'a key without the scope of operators sees its own jobs only, and nothing of others',
    async () => {
      const theirs = await clientOf(OPERATOR_KEY).submit('text-analyze', { source: { text: 'Not for acme.' } });
      const own = await clientOf(USER_KEY).submit('text-analyze', { source: { text: 'Of acme.' } });
      const page = await open();
      await heading(page, 'Overview');
      await signIn(page, USER_KEY);
      await heading(page, 'Jobs');
      await page.getByRole('link', { name: own.id }).waitFor();
      expect(await page.getByRole('link', { name: theirs.id }).count()).toBe(0);
      expect(await page.getByRole('navigation').getByRole('link').allTextContents()).toEqual([
        'Jobs',
        'Submit',
        'Batches',
        'Schedules',
      ]);
      await page.goto(`${running.stack.url}/#/jobs/${theirs.id}`);
      await page.getByRole('alert').waitFor();
    },
    TIME_LIMIT_MS,
  );

  test(
    'an operator sees another owner’s job, without its result',
    async () => {
      const job = await clientOf(USER_KEY).submit('text-analyze', { source: { text: 'Of acme.' } });
      await clientOf(USER_KEY).wait(job.id);
      const page = await open(`#/jobs/${job.id}`);
      await status(page, 'Succeeded');
      await page.getByText('acme').waitFor();
      expect(await page.getByRole('heading', { name: 'Result' }).count()).toBe(0);
    },
    TIME_LIMIT_MS,
  );

  test(
    'the key is asked for, refused when it is wrong, and kept in the tab only',
    async () => {
      const page = await open();
      await heading(page, 'Overview');
      await signIn(page, 'no-such-key-at-all');
      await page.getByRole('alert').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByLabel('API key').fill(OPERATOR_KEY);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await heading(page, 'Overview');
      const kept = await page.evaluate(() => [JSON.stringify(localStorage), document.cookie, location.href].join(' '));
      expect(kept).not.toContain(OPERATOR_KEY);
      expect(await page.evaluate(() => JSON.stringify(sessionStorage))).toContain(OPERATOR_KEY);
    },
    TIME_LIMIT_MS,
  );

  test(
    'everything is reached by keyboard, and a screen reader begins at the heading of each page',
    async () => {
      const page = await open();
      await heading(page, 'Overview');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
      for (const name of ['Overview', 'Jobs']) {
        await page.keyboard.press('Tab');
        expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(name);
      }
      await page.keyboard.press('Enter');
      await heading(page, 'Jobs');
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
      expect(await page.title()).toBe('Jobs · Job queue');
    },
    TIME_LIMIT_MS,
  );
});

const bench = { open: (fragment: string) => open(fragment), client: () => clientOf(OPERATOR_KEY) };
testBatches(bench);
testSchedules(bench);
testRetryByFilter(bench);
testPurge(bench);
