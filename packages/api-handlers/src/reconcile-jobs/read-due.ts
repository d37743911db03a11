import type { JobEvents, JobQueues, JobRecord, JobTable } from '@jobs/job-store';
import type { AttachFollowerDependencies } from '../follow-ups/attach-follower.ts';
import type { Logger } from '../logging/create-logger.ts';
import { dueActionOf, type DueAction } from './due-action.ts';

export interface ReconcileDependencies extends AttachFollowerDependencies {
  readonly jobs: AttachFollowerDependencies['jobs'] &
    Pick<JobTable, 'listDue' | 'getJob' | 'getCancellation' | 'queueScheduled' | 'postponeDue' | 'settle'>;
  readonly queues: Pick<JobQueues, 'sendMessages'>;
  readonly events: JobEvents;
  readonly eventSource: string;
  readonly now: () => number;
  readonly log: Logger;
}

export interface DueJob {
  readonly job: JobRecord;
  readonly action: DueAction;
  /** The states whose events may be missing. Of an attempt none: its worker publishes it, or whoever claims the job next. */
  readonly unpublished: readonly JobRecord[];
}

/** Undefined when nothing is to be done: the due index lags behind the table. */
export async function readDue(
  { jobs }: ReconcileDependencies,
  jobId: string,
  now: number,
): Promise<DueJob | undefined> {
  const job = await jobs.getJob(jobId);
  const action = job && dueActionOf(job, now);
  if (!job || !action) return undefined;
  if (action === 'reclaim' || action === 'defer') return { job, action, unpublished: [] };
  const cancellation = action === 'settle' ? await jobs.getCancellation(jobId) : undefined;
  return { job, action, unpublished: cancellation ? [cancellation.previous, cancellation.job] : [job] };
}
