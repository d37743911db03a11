import type { JobSummary } from '@jobs/shared-contracts';

/** Who wants to know about a job. */
export interface JobListener {
  /** A state of the job: it may be an old one, or come twice. */
  onJob(job: JobSummary): void;
  /** From here on changes come by themselves, after the present state. */
  onLive(): void;
  /** From here on they don't, until `onLive`. */
  onLost(): void;
}

/** What brings the changes of jobs by itself. */
export interface JobFeed {
  /** @returns what ends it */
  follow(jobId: string, listener: JobListener): () => void;
}
