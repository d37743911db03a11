/**
 * The states of a job and the only legal moves between them. Nothing else in the system lists them:
 * storage conditions, events, the API's status enum and the documentation all derive from this file.
 */

/** In the order in which a job normally meets them. */
export const JOB_STATUSES = ['SCHEDULED', 'QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const;

export type JobStatus = (typeof JOB_STATUSES)[number];

/** From each status, the statuses that may follow. */
const TRANSITIONS = {
  /** Waits for its time, or for a slot of its limit. */
  SCHEDULED: ['QUEUED', 'CANCELLED'],
  /** Waits for a worker. */
  QUEUED: ['RUNNING', 'CANCELLED'],
  /** An attempt holds the lease. Back to QUEUED is a retry or a release. */
  RUNNING: ['SUCCEEDED', 'FAILED', 'CANCELLED', 'QUEUED', 'RUNNING'],
  SUCCEEDED: [],
  /** Back only by an explicit retry or redrive: to QUEUED, or where its job type is limited, to SCHEDULED for a slot. */
  FAILED: ['QUEUED', 'SCHEDULED'],
  CANCELLED: [],
} as const satisfies Record<JobStatus, readonly JobStatus[]>;

/** Whether a job may move from one status to another. RUNNING → RUNNING is a lost attempt taken over. */
export function mayBecome(from: JobStatus, to: JobStatus): boolean {
  return (TRANSITIONS[from] as readonly JobStatus[]).includes(to);
}

/** The statuses from which a job may move to `to`. */
export function statusesBefore(to: JobStatus): JobStatus[] {
  return JOB_STATUSES.filter((from) => mayBecome(from, to));
}

/** SUCCEEDED, FAILED and CANCELLED: an end, reached once. */
export function isTerminal(status: JobStatus): status is 'SUCCEEDED' | 'FAILED' | 'CANCELLED' {
  return !mayBecome(status, 'CANCELLED');
}
