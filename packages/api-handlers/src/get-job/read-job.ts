import type { JobRecord, JobTable } from '@jobs/job-store';
import { isTerminal } from '@jobs/shared-contracts';
import { JobNotFoundError } from '../errors.ts';

export interface ReadJobDependencies {
  readonly jobs: Pick<JobTable, 'getJob'>;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

export interface ReadJobQuery {
  readonly jobId: string;
  readonly owner: string;
  /** For how long to wait for a change; 0 not at all. */
  readonly waitMs: number;
  /** Whether the caller knows the job in this state. Without it, a change is a change from the first read. */
  readonly isKnown?: (job: JobRecord) => boolean;
}

/** Between looks at the table: quick at first, when short jobs end. A look costs a thousandth of a cent at most. */
const FIRST_LOOK_MS = 200;
const SLOWEST_LOOK_MS = 1000;
const SLOWER_BY = 1.3;

/** Reads a job, at once or as soon as it is no longer what the caller knows. One that has ended never changes. */
export async function readJob(deps: ReadJobDependencies, query: ReadJobQuery): Promise<JobRecord> {
  const deadline = deps.now() + query.waitMs;
  let job = await readOwn(deps.jobs, query);
  const first = job.version;
  const isKnown = query.isKnown ?? (({ version }) => version === first);
  let pauseMs = FIRST_LOOK_MS;
  while (!isTerminal(job.status) && isKnown(job) && deps.now() < deadline) {
    await deps.sleep(Math.min(pauseMs, deadline - deps.now()));
    job = await readOwn(deps.jobs, query);
    pauseMs = Math.min(pauseMs * SLOWER_BY, SLOWEST_LOOK_MS);
  }
  return job;
}

/** Another owner's job is as good as none. */
async function readOwn(jobs: ReadJobDependencies['jobs'], { jobId, owner }: ReadJobQuery): Promise<JobRecord> {
  const job = await jobs.getJob(jobId);
  if (job?.owner !== owner) throw new JobNotFoundError(jobId);
  return job;
}
