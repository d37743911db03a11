import { textAnalyze, type JobType } from '@jobs/shared-contracts';

/** For tests: one lane, a short lease and back-off. Its queue and its result schema are those of text-analyze. */
export const testJobType: JobType = {
  ...textAnalyze,
  lanes: ['standard'],
  leaseSeconds: 6,
  timeLimitSeconds: 100,
  maxAttempts: 3,
  backoff: { initialSeconds: 2, factor: 2, maxSeconds: 60 },
  concurrencyPerWorker: 2,
};

/** For tests with real time and real threads. */
export const hastyJobType: JobType = {
  ...testJobType,
  leaseSeconds: 2,
  timeLimitSeconds: 30,
  backoff: { initialSeconds: 0.2, factor: 2, maxSeconds: 1 },
  compute: { ...testJobType.compute, memoryMiB: 256 },
};
