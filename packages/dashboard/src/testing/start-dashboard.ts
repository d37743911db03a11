import { startLocalStack, type LocalStack } from '@jobs/local-stack';
import type { Browser } from 'playwright-core';
import { startBrowser } from './browser.ts';

/** How long everything may take to start on a busy machine, and a whole way through the page. */
export const TIME_LIMIT_MS = 600_000;

export const OPERATOR_KEY = 'operator-key';
export const USER_KEY = 'user-key-of-acme';

export interface RunningDashboard {
  readonly stack: LocalStack;
  readonly browser: Browser;
  stop(): Promise<void>;
}

/** The whole system with its page, and a browser. The page signs in with the first key. */
export async function startDashboard(): Promise<RunningDashboard> {
  const browser = await startBrowser();
  try {
    const stack = await startLocalStack({
      pollIntervalMs: 100,
      shutdownGraceSeconds: 1,
      apiKeys: [
        { owner: 'local', key: OPERATOR_KEY },
        { owner: 'acme', key: USER_KEY, scopes: ['jobs:read', 'jobs:write'] },
      ],
    });
    return {
      stack,
      browser,
      async stop() {
        await browser.close();
        await stack.stop();
      },
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
