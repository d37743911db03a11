import { Page } from '../app/page.tsx';
import { Problem } from '../app/problem.tsx';
import type { FailureFilters } from '../app/routes.ts';
import { useAction } from '../app/use-action.ts';
import { JobRows } from '../jobs/job-rows.tsx';
import { useJobTypes } from '../jobs/use-job-types.ts';
import { useListed } from '../live/use-listed.ts';
import type { Session } from '../session/session.ts';
import { FailureFilterForm } from './failure-filter-form.tsx';
import { Redrive } from './redrive.tsx';
import { RetryAll } from './retry-all.tsx';

interface FailuresPageProps {
  readonly session: Session;
  readonly filters: FailureFilters;
}

/** The failed jobs of all owners: what needs a person. */
export function FailuresPage({ session, filters }: FailuresPageProps) {
  const jobTypes = useJobTypes(session);
  const { operations } = session;
  const chosen = JSON.stringify(filters);
  const {
    items: jobs,
    error,
    hasMore,
    loadMore,
    refresh,
  } = useListed(`failures ${chosen}`, async (cursor, signal) => {
    const { jobs: items, nextCursor } = await operations.failures({ ...filters, cursor, signal });
    return { items, nextCursor };
  });
  const retry = useAction();
  const retryJob = (jobId: string) =>
    retry.run(async () => {
      await operations.retry(jobId);
      refresh();
    });
  return (
    <Page title="Failures">
      <FailureFilterForm jobTypes={jobTypes} filters={filters} />
      <RetryAll key={`retry ${chosen}`} session={session} filters={filters} onRetried={refresh} />
      <Redrive
        key={`redrive ${filters.type}`}
        session={session}
        type={filters.type}
        jobTypes={jobTypes}
        onRedriven={refresh}
      />
      <h2>Failed jobs</h2>
      <Problem error={retry.error ?? error} />
      {!jobs && error === undefined && <p role="status">Loading …</p>}
      {jobs?.length === 0 && !hasMore && <p>No such job has failed.</p>}
      {jobs?.length === 0 && hasMore && <p>Among the last to fail there is none. Look further back:</p>}
      {jobs && jobs.length > 0 && (
        <JobRows
          label="Failed jobs, the last first"
          jobs={jobs}
          actionsOf={({ id }) => (
            <button type="button" class="quiet" disabled={retry.isBusy} onClick={() => retryJob(id)}>
              Retry<span class="hidden"> {id}</span>
            </button>
          )}
        />
      )}
      {hasMore && (
        <button type="button" class="quiet" onClick={() => void loadMore()}>
          Show more
        </button>
      )}
    </Page>
  );
}
