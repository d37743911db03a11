import { Page } from '../app/page.tsx';
import { Problem } from '../app/problem.tsx';
import { goTo } from '../app/router.ts';
import { hrefOf } from '../app/routes.ts';
import { useAction } from '../app/use-action.ts';
import { TypeFilter } from '../jobs/filters.tsx';
import { JobRows } from '../jobs/job-rows.tsx';
import { useJobTypes } from '../jobs/use-job-types.ts';
import { useListedJobs } from '../jobs/use-listed-jobs.ts';
import type { Session } from '../session/session.ts';
import { Redrive } from './redrive.tsx';

interface FailuresPageProps {
  readonly session: Session;
  readonly type: string | undefined;
}

/** The failed jobs of all owners: what needs a person. */
export function FailuresPage({ session, type }: FailuresPageProps) {
  const jobTypes = useJobTypes(session);
  const { operations } = session;
  const { jobs, error, hasMore, loadMore, refresh } = useListedJobs(`failures ${type}`, (cursor, signal) =>
    operations.failures({ type, cursor, signal }),
  );
  const retry = useAction();
  const retryJob = (jobId: string) =>
    retry.run(async () => {
      await operations.retry(jobId);
      refresh();
    });
  return (
    <Page title="Failures">
      <Redrive key={type} session={session} type={type} jobTypes={jobTypes} onRedriven={refresh} />
      <h2>Failed jobs</h2>
      <div class="filters">
        <TypeFilter
          jobTypes={jobTypes}
          value={type}
          onChange={(value) => goTo(hrefOf({ page: 'failures', ...(value && { type: value }) }))}
        />
      </div>
      <Problem error={retry.error ?? error} />
      {!jobs && error === undefined && <p role="status">Loading …</p>}
      {jobs?.length === 0 && !hasMore && <p>No job has failed.</p>}
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
