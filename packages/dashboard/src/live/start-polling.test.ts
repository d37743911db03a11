import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { startPolling, type PageVisibility } from './start-polling.ts';

const EVERY_MS = 2000;

/** A page that can be hidden and shown. */
function fakePage() {
  const events = new EventTarget();
  const page = { hidden: false, addEventListener: events.addEventListener.bind(events) };
  return {
    page: page as PageVisibility,
    show: async (isShown: boolean) => {
      page.hidden = !isShown;
      events.dispatchEvent(new Event('visibilitychange'));
      await jest.advanceTimersByTimeAsync(0);
    },
  };
}

beforeEach(() => {
  jest.useFakeTimers();
});
afterEach(() => {
  jest.useRealTimers();
});

describe('polling', () => {
  test('reads at once and after each pause, until it is stopped', async () => {
    const read = jest.fn(async () => {});
    const stop = startPolling(read, EVERY_MS, fakePage().page);
    expect(read).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(2 * EVERY_MS);
    expect(read).toHaveBeenCalledTimes(3);
    stop();
    await jest.advanceTimersByTimeAsync(2 * EVERY_MS);
    expect(read).toHaveBeenCalledTimes(3);
  });

  test('pauses while the page is hidden, and reads at once when it is seen again', async () => {
    const { page, show } = fakePage();
    const read = jest.fn(async () => {});
    const stop = startPolling(read, EVERY_MS, page);
    await show(false);
    await jest.advanceTimersByTimeAsync(10 * EVERY_MS);
    expect(read).toHaveBeenCalledTimes(1);
    await show(true);
    expect(read).toHaveBeenCalledTimes(2);
    await jest.advanceTimersByTimeAsync(EVERY_MS);
    expect(read).toHaveBeenCalledTimes(3);
    stop();
  });

  test('never has two readings under way, and aborts the one that is when it stops', async () => {
    const { page, show } = fakePage();
    const signals: AbortSignal[] = [];
    const stop = startPolling(
      (signal) => {
        signals.push(signal);
        return new Promise(() => {});
      },
      EVERY_MS,
      page,
    );
    await show(true);
    await jest.advanceTimersByTimeAsync(5 * EVERY_MS);
    expect(signals).toHaveLength(1);
    stop();
    expect(signals[0]?.aborted).toBe(true);
  });
});
