import { useState } from 'preact/hooks';
import type { BatchMemberView, BatchView } from '@jobs/shared-contracts';
import { Problem } from '../app/problem.tsx';
import { hrefOf } from '../app/routes.ts';
import { usePolled } from '../live/use-polled.ts';
import { JobStatusBadge } from '../jobs/job-status.tsx';
import type { Session } from '../session/session.ts';
import { Refusal } from './refusal.tsx';

interface BatchMembersProps {
  readonly session: Session;
  readonly batch: BatchView;
}

const PAGE = 50;
const EVERY_MS = 2000;
/** Nothing changes any more, unless a job is retried. */
const ENDED_EVERY_MS = 15_000;

/** Its jobs in the order of the request, a page at a time: what is shown stays up to date. */
export function BatchMembers({ session, batch: { id, counts } }: BatchMembersProps) {
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const cursor = cursors.at(-1);
  const { value, error } = usePolled(
    `members ${id} ${cursor}`,
    counts.pending > 0 ? EVERY_MS : ENDED_EVERY_MS,
    (signal) => session.client.batches.jobs(id, { limit: PAGE, cursor, signal }),
  );
  const next = value?.nextCursor;
  const [first, last] = [value?.jobs.at(0), value?.jobs.at(-1)];
  return (
    <section aria-labelledby="members">
      <h2 id="members">Jobs</h2>
      <Problem error={error} />
      {!value && error === undefined && <p role="status">Loading …</p>}
      {value && (
        <ul class="rows members" aria-label="Jobs in the order of the request">
          {value.jobs.map((member) => (
            <Member key={member.index} member={member} />
          ))}
        </ul>
      )}
      {(cursors.length > 0 || next !== undefined) && (
        <nav class="actions pages" aria-label="Pages of jobs">
          <button
            type="button"
            class="quiet"
            disabled={cursors.length === 0}
            onClick={() => setCursors(cursors.slice(0, -1))}
          >
            Earlier
          </button>
          <button
            type="button"
            class="quiet"
            disabled={next === undefined}
            onClick={() => next !== undefined && setCursors([...cursors, next])}
          >
            Later
          </button>
          <p class="note" role="status">
            {first && last && `#${first.index} to #${last.index} of ${counts.total.toLocaleString()} jobs`}
          </p>
        </nav>
      )}
    </section>
  );
}

function Member({ member: { index, jobId, status, problem } }: { readonly member: BatchMemberView }) {
  return (
    <li>
      <span>#{index}</span>
      {status ? (
        <JobStatusBadge status={status} />
      ) : (
        <span class={problem ? 'badge failed' : 'badge'}>{problem ? 'Refused' : 'Submitting'}</span>
      )}
      {jobId !== undefined && (
        <a class="job-id" href={hrefOf({ page: 'job', jobId })}>
          {jobId}
        </a>
      )}
      {problem && <Refusal problem={problem} />}
    </li>
  );
}
