import type { Range } from '../random/draw.ts';

/** When CloudWatch knows what SQS has measured. All in milliseconds. */
export interface MetricLag {
  /** From the end of a minute until its value is there. */
  readonly publishDelayMs: Range;
  /** From the first use of an inactive queue until it is measured at all. */
  readonly activationDelayMs: Range;
  /** After so long without use, a queue is inactive: nothing is measured any more. */
  readonly activeForMs: number;
}

const MINUTE_MS = 60_000;

/**
 * What AWS says: a value a minute; a queue is active for up to six hours after it was used; and when one becomes active
 * again, its metrics come up to fifteen minutes late.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-monitoring-using-cloudwatch.html
 *
 * How late a value of an active queue comes is said nowhere; 30 to 90 s is assumed, and to the alarms' advantage: in
 * AWS's own measurement of alarms on three minutes' values, 363 s passed until they scaled.
 */
export const DOCUMENTED_LAG: MetricLag = {
  publishDelayMs: { min: 30_000, max: 90_000 },
  activationDelayMs: { min: 0, max: 15 * MINUTE_MS },
  activeForMs: 6 * 60 * MINUTE_MS,
};
