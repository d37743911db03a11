const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Before the second try, the third, and so on: the schedule of Standard Webhooks. The first is made at once. */
const DELAYS_MS = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;

export const MAX_TRIES = DELAYS_MS.length + 1;

/** A receiver may ask for more time than the schedule has, up to the longest of its own steps. */
const LONGEST_DELAY_MS = 24 * HOUR;

/** Up to so much is added by chance, so that what failed together does not come back together. */
const JITTER = 0.1;

/**
 * How long to wait after so many tries, or undefined after the last.
 * @param askedMs what the receiver asked for
 * @param random from 0 to 1
 */
export function delayAfter(tries: number, askedMs: number | undefined, random: number): number | undefined {
  const delay = DELAYS_MS[tries - 1];
  if (delay === undefined) return undefined;
  const asked = Math.min(askedMs ?? 0, LONGEST_DELAY_MS);
  return Math.round(Math.max(delay, asked) * (1 + JITTER * random));
}

/** `Retry-After` in milliseconds: seconds or an HTTP date (RFC 9110); undefined for anything else. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * SECOND;
  const at = header.trim().endsWith('GMT') ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
