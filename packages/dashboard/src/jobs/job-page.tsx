import { useState } from 'preact/hooks';
import { Page } from '../app/page.tsx';
import { Problem } from '../app/problem.tsx';
import { hrefOf } from '../app/routes.ts';
import { formatTime } from '../format/format.ts';
import type { Session } from '../session/session.ts';
import { announcementOf } from './announce-job.ts';
import type { ShownJob } from './follow-job.ts';
import { isStopping } from './is-stopping.ts';
import { JobActions } from './job-actions.tsx';
import { JobAttempts } from './job-attempts.tsx';
import { JobResult } from './job-result.tsx';
import { JobStatusBadge } from './job-status.tsx';
import { useJob } from './use-job.ts';

export function JobPage({ session, jobId }: { readonly session: Session; readonly jobId: string }) {
  const { job, error, followAgain } = useJob(session, jobId);
  const [isPurged, setIsPurged] = useState(false);
  if (isPurged) return <PurgedJob jobId={jobId} />;
  return (
    <Page title={`Job ${jobId}`}>
      <Problem error={error} />
      {!job && error === undefined && <p role="status">Loading …</p>}
      {/* Always there, since a screen reader tells only of what changes inside a region that it knows. */}
      <p class="hidden" aria-live="polite">
        {job && announcementOf(job)}
      </p>
      {job && (
        <>
          <section class="card" aria-label="State">
            <JobState job={job} />
            <JobActions session={session} job={job} onRetried={followAgain} onPurged={() => setIsPurged(true)} />
          </section>
          <JobResult job={job} onRenew={followAgain} />
          <JobAttempts job={job} />
          <JobFacts job={job} />
        </>
      )}
    </Page>
  );
}

function PurgedJob({ jobId }: { readonly jobId: string }) {
  return (
    <Page title="The job is deleted">
      <p role="status">
        <span class="job-id">{jobId}</span> is deleted, with its input, its result and its files.
      </p>
      <p>
        <a href={hrefOf({ page: 'jobs' })}>Go to the jobs</a>
      </p>
    </Page>
  );
}

function JobState({ job }: { readonly job: ShownJob }) {
  const { status, progress, error } = job;
  return (
    <>
      <p>
        <JobStatusBadge status={status} isStopping={isStopping(job)} />{' '}
        {job.attempt > 0 && (
          <span class="note">
            attempt {job.attempt} of {job.maxAttempts}
          </span>
        )}
      </p>
      {status === 'RUNNING' && (
        <div class="progress">
          <label for="progress">{progress?.message ?? 'Progress'}</label>
          <progress id="progress" max={100} value={progress?.percent} />
          <span>{progress ? `${progress.percent} %` : ''}</span>
        </div>
      )}
      {error && (
        <div class="problem">
          <p>
            <code>{error.code}</code>
            {error.attempt > 0 && ` in attempt ${error.attempt}`}
          </p>
          <p>{error.message}</p>
        </div>
      )}
    </>
  );
}

function JobFacts({ job }: { readonly job: ShownJob }) {
  const times = [
    ['Created', job.createdAt],
    ['Runs at', job.status === 'SCHEDULED' && job.heldBy === undefined ? job.runAt : undefined],
    ['Started', job.startedAt],
    ['Asked to stop', job.cancelRequestedAt],
    ['Finished', job.finishedAt],
  ] as const;
  const tags = Object.entries(job.tags);
  return (
    <section class="card" aria-labelledby="facts">
      <h2 id="facts">About the job</h2>
      <dl class="facts">
        <dt>Type</dt>
        <dd>
          <a href={hrefOf({ page: 'jobs', type: job.type })}>{job.type}</a>
        </dd>
        <dt>Priority</dt>
        <dd>{job.priority}</dd>
        {job.owner !== undefined && (
          <>
            <dt>Owner</dt>
            <dd>{job.owner}</dd>
          </>
        )}
        {job.batchId !== undefined && (
          <>
            <dt>Batch</dt>
            <dd>
              <a class="job-id" href={hrefOf({ page: 'batch', batchId: job.batchId })}>
                {job.batchId}
              </a>
              , #{job.batchIndex}
            </dd>
          </>
        )}
        {job.waitsFor !== undefined && (
          <>
            <dt>Starts after</dt>
            {job.waitsFor.map((jobId) => (
              <dd key={jobId}>
                <a class="job-id" href={hrefOf({ page: 'job', jobId })}>
                  {jobId}
                </a>
              </dd>
            ))}
          </>
        )}
        {job.heldBy !== undefined && (
          <>
            <dt>Waits for</dt>
            <dd>a slot: as many of its kind are at work as its limits allow</dd>
          </>
        )}
        {times.map(
          ([name, at]) =>
            at !== undefined && (
              <>
                <dt>{name}</dt>
                <dd>
                  <time dateTime={at}>{formatTime(at)}</time>
                </dd>
              </>
            ),
        )}
        {tags.length > 0 && (
          <>
            <dt>Tags</dt>
            <dd>{tags.map(([name, value]) => `${name}: ${value}`).join(', ')}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
