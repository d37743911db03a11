import { describe, expect, test } from '@jest/globals';
import { createManualClock } from '../testing/manual-clock.ts';
import { backoffMs, retryAfterMs, retrying, type Outcome } from './retry.ts';

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);

describe('Retry-After', () => {
  test.each([
    ['3', 3000],
    ['0', 0],
    ['Sat, 21 Nov 2026 12:00:05 GMT', 5000],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['-1', undefined],
    ['', undefined],
  ])('"%s" is %s ms', (value, expected) => {
    expect(retryAfterMs(new Headers({ 'retry-after': value }), NOW)).toBe(expected);
  });

  test('may be missing', () => {
    expect(retryAfterMs(new Headers(), NOW)).toBeUndefined();
  });
});

test('the back-off doubles up to 20 seconds, and takes any part of that', () => {
  const longest = Array.from({ length: 9 }, (_, failures) => backoffMs(failures, () => 1));
  expect(longest).toEqual([250, 500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000]);
  expect(backoffMs(1e6, () => 1)).toBe(20_000);
  expect([backoffMs(3, () => 0), backoffMs(3, () => 0.5)]).toEqual([0, 1000]);
});

/** Fails as told, and records the pauses; the clock moves with each of them. */
function attempts(
  failures: readonly { readonly retryAfterMs?: number }[],
  limits: { tries: number; timeoutMs: number },
) {
  const manual = createManualClock();
  const pauses: number[] = [];
  const clock = {
    now: () => manual.now(),
    sleep: async (ms: number, signal?: AbortSignal) => {
      // The limit of the whole call is no pause.
      if (ms === limits.timeoutMs) return manual.sleep(ms, signal);
      pauses.push(ms);
      return manual.advance(ms);
    },
  };
  const rest = [...failures];
  let tried = 0;
  const attempt = async (): Promise<Outcome<string>> => {
    tried += 1;
    const next = rest.shift();
    return next ? { failure: new Error(`failure ${tried}`), ...next } : { value: 'done' };
  };
  const settings = { clock, random: () => 1, signal: new AbortController().signal, request: 'GET /', ...limits };
  return { pauses, tried: () => tried, result: retrying(settings, attempt) };
}

describe('retrying', () => {
  test('goes on until a try succeeds, with growing pauses', async () => {
    const { result, pauses } = attempts([{}, {}, {}], { tries: 6, timeoutMs: 60_000 });
    await expect(result).resolves.toBe('done');
    expect(pauses).toEqual([250, 500, 1000]);
  });

  test('waits no shorter than the server asks, and not to the same moment as others', async () => {
    const { result, pauses } = attempts([{ retryAfterMs: 7000 }], { tries: 6, timeoutMs: 60_000 });
    await result;
    expect(pauses).toEqual([7250]);
  });

  test('throws the last failure after so many tries', async () => {
    const { result, tried } = attempts([{}, {}, {}, {}], { tries: 3, timeoutMs: 60_000 });
    await expect(result).rejects.toThrow('failure 3');
    expect(tried()).toBe(3);
  });

  test('throws at once when the server asks for more time than there is', async () => {
    const { result, pauses } = attempts([{ retryAfterMs: 60_000 }], { tries: 6, timeoutMs: 30_000 });
    await expect(result).rejects.toThrow('failure 1');
    expect(pauses).toEqual([]);
  });
});
