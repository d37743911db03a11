import type { JobSummary } from '@jobs/shared-contracts';

export interface UpdateQueue {
  /** Takes a state of the job; one that is not newer than what came before is dropped. */
  add(job: JobSummary): void;
  /** Ends the queue. */
  fail(error: unknown): void;
  /** The next state, as soon as there is one. @throws what it was failed with */
  next(): Promise<JobSummary>;
}

/** Whether the later state is the earlier one, further on. */
const isProgressOf = (later: JobSummary, earlier: JobSummary) =>
  later.status === earlier.status &&
  later.attempt === earlier.attempt &&
  later.cancelRequestedAt === earlier.cancelRequestedAt;

/**
 * The states of one job on their way to a reader, versions strictly growing. Progress that nobody has read yet gives
 * way to newer progress, so that a slow reader costs no memory; a change of status never does.
 */
export function createUpdateQueue(): UpdateQueue {
  const unread: JobSummary[] = [];
  let newest = 0;
  let failure: { readonly error: unknown } | undefined;
  let wake: (() => void) | undefined;

  return {
    add(job) {
      if (job.version <= newest) return;
      newest = job.version;
      const last = unread.at(-1);
      if (last && isProgressOf(job, last)) unread.pop();
      unread.push(job);
      wake?.();
    },

    fail(error) {
      failure ??= { error };
      wake?.();
    },

    async next() {
      for (;;) {
        if (failure) throw failure.error;
        const job = unread.shift();
        if (job) return job;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
