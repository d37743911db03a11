/**
 * The job that services' loads and costs are reckoned with: an ordinary one of `text-analyze`, on a worker under load. What
 * it writes is measured (`measure-job-writes.ts`).
 */
export const SHORT_JOB = {
  workSeconds: 5,
  slotsPerTask: 4,
  taskVcpus: 0.5,
  taskGb: 2,
  /** Slots in use by slots, under load. */
  busyShare: 0.9,
  /** QUEUED, RUNNING and SUCCEEDED. */
  events: 3,
  /** Messages that are received, deleted and published in one call. */
  batch: 10,
  /** A guess: nothing here was measured on AWS. */
  submitSeconds: 0.06,
  submitGb: 0.5,
} as const;
