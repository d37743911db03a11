import type { JobType } from '@jobs/shared-contracts';

/** What is declared is a minute: too long to see hundreds of crashes come to their end. */
export const SHORT_LEASE_SECONDS = 10;

/** The job type as declared, but for how long its attempts may go without a heartbeat, and wait for the next. */
export const withShortLease = (jobType: JobType): JobType => ({
  ...jobType,
  leaseSeconds: SHORT_LEASE_SECONDS,
  backoff: { initialSeconds: 0.2, factor: 2, maxSeconds: 2 },
});
