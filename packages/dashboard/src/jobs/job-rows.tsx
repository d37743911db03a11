import type { ComponentChildren } from 'preact';
import type { JobSummary } from '@jobs/shared-contracts';
import { hrefOf } from '../app/routes.ts';
import { formatTime } from '../format/format.ts';
import { isStopping } from './is-stopping.ts';
import { JobStatusBadge } from './job-status.tsx';

type ListedJob = JobSummary & { readonly owner?: string };

interface JobRowsProps {
  readonly label: string;
  readonly jobs: readonly ListedJob[];
  readonly actionsOf?: (job: ListedJob) => ComponentChildren;
}

/** Jobs as a list, which a narrow screen stacks. */
export function JobRows({ label, jobs, actionsOf }: JobRowsProps) {
  return (
    <ul class="rows" aria-label={label}>
      {jobs.map((job) => (
        <li key={job.id}>
          <a class="job-id" href={hrefOf({ page: 'job', jobId: job.id })}>
            {job.id}
          </a>
          <JobStatusBadge status={job.status} isStopping={isStopping(job)} />
          <span>{job.type}</span>
          <span>{detailOf(job)}</span>
          <time dateTime={job.createdAt}>{formatTime(job.createdAt)}</time>
          {actionsOf && <span class="actions">{actionsOf(job)}</span>}
        </li>
      ))}
    </ul>
  );
}

function stateOf({ status, progress, error, runAt, heldBy, waitsFor }: ListedJob): string {
  if (waitsFor !== undefined) return 'Starts after others';
  if (heldBy !== undefined) return 'Waits for a slot of its limit';
  if (status === 'SCHEDULED' && runAt !== undefined) return `Runs at ${formatTime(runAt)}`;
  return status === 'RUNNING' && progress ? `${progress.percent} %` : (error?.message ?? '');
}

function detailOf(job: ListedJob): string {
  const what = stateOf(job);
  const { owner } = job;
  return owner === undefined ? what : `${owner}${what && `: ${what}`}`;
}
