/** A job in the simulation. */
export interface SimulatedJob {
  readonly submittedMs: number;
  /** How long it holds its slot. */
  readonly workMs: number;
}

const KEEP_TAKEN = 10_000;

/** Jobs that wait, the oldest first. */
export function createWorkQueue() {
  let jobs: SimulatedJob[] = [];
  let first = 0;
  return {
    length: () => jobs.length - first,
    add(job: SimulatedJob) {
      jobs.push(job);
    },
    take(): SimulatedJob | undefined {
      const job = jobs[first];
      if (!job) return undefined;
      first += 1;
      if (first > KEEP_TAKEN && first > jobs.length / 2) {
        jobs = jobs.slice(first);
        first = 0;
      }
      return job;
    },
  };
}
