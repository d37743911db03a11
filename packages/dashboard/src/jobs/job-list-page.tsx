import { JOB_STATUSES } from '@jobs/shared-contracts';
import { Page } from '../app/page.tsx';
import { Problem } from '../app/problem.tsx';
import { goTo } from '../app/router.ts';
import { hrefOf } from '../app/routes.ts';
import { useListed } from '../live/use-listed.ts';
import type { Session } from '../session/session.ts';
import { StatusFilter, TypeFilter } from './filters.tsx';
import { JobRows } from './job-rows.tsx';
import { useJobTypes } from './use-job-types.ts';

interface JobListPageProps {
  readonly session: Session;
  readonly type?: string | undefined;
  readonly status?: string | undefined;
}

const filtered = (type: string | undefined, status: string | undefined) =>
  hrefOf({ page: 'jobs', ...(type && { type }), ...(status && { status }) });

/** The jobs of the key's owner. */
export function JobListPage({ session, type, status }: JobListPageProps) {
  const jobTypes = useJobTypes(session);
  const {
    items: jobs,
    error,
    hasMore,
    loadMore,
  } = useListed(`jobs ${type} ${status}`, async (cursor, signal) => {
    const known = JOB_STATUSES.find((each) => each === status);
    const { jobs: items, nextCursor } = await session.client.list({ type, status: known, cursor, signal });
    return { items, nextCursor };
  });
  return (
    <Page title="Jobs" actions={<a href={hrefOf({ page: 'submit' })}>Submit a job</a>}>
      <div class="filters">
        <TypeFilter jobTypes={jobTypes} value={type} onChange={(value) => goTo(filtered(value, status))} />
        <StatusFilter value={status} onChange={(value) => goTo(filtered(type, value))} />
      </div>
      <Problem error={error} />
      {!jobs && error === undefined && <p role="status">Loading …</p>}
      {jobs && jobs.length > 0 && <JobRows label="Jobs, the newest first" jobs={jobs} />}
      {jobs?.length === 0 && !hasMore && <p>There are no such jobs.</p>}
      {jobs?.length === 0 && hasMore && <p>Among the newest jobs there is none. Look further back:</p>}
      {hasMore && (
        <button type="button" class="quiet" onClick={() => void loadMore()}>
          Show more
        </button>
      )}
    </Page>
  );
}
