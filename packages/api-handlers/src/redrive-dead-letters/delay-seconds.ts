/** What SQS delays a message by, at most. */
export const MAX_DELAY_SECONDS = 900;

/**
 * How long the message of the job at this place waits, so that no more than `maxPerSecond` begin in a second. A rate of
 * one call: of another one at the same time it knows nothing.
 */
export const delaySecondsOf = (place: number, maxPerSecond: number | undefined): number =>
  maxPerSecond === undefined ? 0 : Math.floor(place / maxPerSecond);
