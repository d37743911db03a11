import { withinTime, type Clock } from '../clock.ts';
import { CallTimedOutError } from '../errors.ts';

/** What came of one try. A failure may be mended by another; what can't be is thrown. */
export type Outcome<T> =
  | { readonly value: T }
  | {
      readonly failure: Error;
      /** How long the server asks to be left alone. */
      readonly retryAfterMs?: number;
    };

export interface RetryLimits {
  readonly tries: number;
  /** For all tries and the pauses between them. */
  readonly timeoutMs: number;
}

export interface RetrySettings extends RetryLimits {
  readonly clock: Clock;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** For messages: `POST /v1/jobs`. */
  readonly request: string;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 20_000;

/** Answers that pass: too many requests, a function or a gateway that broke down, a service that is away. */
const PASSING = new Set([429, 500, 502, 503, 504]);

export const mayPass = (status: number) => PASSING.has(status);

/** Before the next of so many tries that failed: exponential, with full jitter, so that clients do not come back together. */
export const backoffMs = (failures: number, random: () => number) =>
  random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(failures, 20));

/**
 * Tries until it succeeds, and waits as long as the server asks for, but never past the end of its time.
 * @throws what the last try failed with
 * @throws {CallTimedOutError}
 * @throws the signal's reason
 */
export function retrying<T>(
  settings: RetrySettings,
  attempt: (signal: AbortSignal) => Promise<Outcome<T>>,
): Promise<T> {
  const { clock, random, request, timeoutMs, tries } = settings;
  const deadline = clock.now() + timeoutMs;
  const timedOut = new CallTimedOutError(request, timeoutMs);
  return withinTime({ clock, ms: timeoutMs, signal: settings.signal, timedOut }, async (signal) => {
    for (let failures = 0; ; failures += 1) {
      signal.throwIfAborted();
      const outcome = await attempt(signal);
      if ('value' in outcome) return outcome.value;
      const pauseMs = (outcome.retryAfterMs ?? 0) + backoffMs(failures, random);
      if (failures + 1 >= tries || clock.now() + pauseMs >= deadline) throw outcome.failure;
      await clock.sleep(pauseMs, signal);
    }
  });
}

/** `Retry-After` in milliseconds from now: given in seconds, or as a date. */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  // Date.parse takes much that is no HTTP date.
  const at = value.endsWith(' GMT') ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
