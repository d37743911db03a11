import { waitPercentileMs, type MinuteCounts } from '@jobs/job-store';
import type { MinuteOfJobs } from '@jobs/shared-contracts';

/** A minute as operators see it: percentiles instead of a histogram. */
export function presentMinute({ startedAt, waits, ...counts }: MinuteCounts): MinuteOfJobs {
  const [waitP50Ms, waitP95Ms] = [waitPercentileMs(waits, 0.5), waitPercentileMs(waits, 0.95)];
  return {
    startedAt: new Date(startedAt).toISOString(),
    ...counts,
    ...(waitP50Ms !== undefined && { waitP50Ms }),
    ...(waitP95Ms !== undefined && { waitP95Ms }),
  };
}
