import type { JobSummary } from '@jobs/shared-contracts';

export interface ChangingJobs {
  get(jobId: string): JobSummary | undefined;
  /** Changes the job, or makes it; its version grows by one. */
  change(this: void, job: JobSummary): JobSummary;
  onChange(listener: (job: JobSummary) => void): void;
  /** Has those look again who wait in `until`. */
  notify(): void;
  /** Resolves once it holds. */
  until(this: void, holds: () => boolean): Promise<void>;
}

export function createChangingJobs(): ChangingJobs {
  const jobs = new Map<string, JobSummary>();
  const listeners: ((job: JobSummary) => void)[] = [];
  let changed = Promise.withResolvers<void>();
  const notify = () => {
    changed.resolve();
    changed = Promise.withResolvers();
  };
  return {
    get: (jobId) => jobs.get(jobId),
    onChange: (listener) => void listeners.push(listener),
    change(job) {
      const next = { ...job, version: (jobs.get(job.id)?.version ?? 0) + 1 };
      jobs.set(job.id, next);
      for (const listener of listeners) listener(next);
      notify();
      return next;
    },
    notify,
    async until(holds) {
      while (!holds()) await changed.promise;
    },
  };
}
