import type { JobClient } from '@jobs/client';
import type { Page } from 'playwright-core';

/** What the parts of the page are tried out with, all in the same browser and in front of the same stack. */
export interface PageBench {
  readonly open: (fragment: string) => Promise<Page>;
  /** Of the owner that the page is signed in for. */
  readonly client: () => JobClient;
}

export const status = (page: Page, text: string) => page.locator('.badge', { hasText: text }).first().waitFor();

export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
