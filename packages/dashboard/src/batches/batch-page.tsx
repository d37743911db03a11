import type { BatchView } from '@jobs/shared-contracts';
import { ConfirmButton } from '../app/confirm-button.tsx';
import { Page } from '../app/page.tsx';
import { Problem } from '../app/problem.tsx';
import { useAction } from '../app/use-action.ts';
import { counted, formatTime } from '../format/format.ts';
import { usePolled } from '../live/use-polled.ts';
import type { Session } from '../session/session.ts';
import { BatchBadge } from './batch-badge.tsx';
import { BatchMembers } from './batch-members.tsx';
import { batchAnnouncement, endedOf } from './batch-state.ts';
import { ManifestLink } from './manifest-link.tsx';
import { RefusedJobs } from './refused-jobs.tsx';

const EVERY_MS = 1000;
/** Its counts change by retries only. */
const ENDED_EVERY_MS = 10_000;

const pauseAfter = (batch: BatchView | undefined) =>
  batch?.status === 'COMPLETED' && batch.counts.pending === 0 ? ENDED_EVERY_MS : EVERY_MS;

interface BatchPageProps {
  readonly session: Session;
  readonly batchId: string;
}

/** One batch: its counts, its jobs, and what was refused. They go on changing after it has completed, by retries. */
export function BatchPage({ session, batchId }: BatchPageProps) {
  const {
    value: batch,
    error,
    refresh,
  } = usePolled(`batch ${batchId}`, pauseAfter, (signal) => session.client.batches.get(batchId, { signal }));
  return (
    <Page title={`Batch ${batch?.name ?? batchId}`}>
      <Problem error={error} />
      {!batch && error === undefined && <p role="status">Loading …</p>}
      {/* Always there, since a screen reader tells only of what changes inside a region that it knows. */}
      <p class="hidden" aria-live="polite">
        {batch && batchAnnouncement(batch)}
      </p>
      {batch && (
        <>
          <section class="card" aria-label="State">
            <BatchState batch={batch} />
            <BatchActions session={session} batch={batch} onCancelled={refresh} />
          </section>
          <RefusedJobs session={session} batch={batch} />
          <BatchMembers session={session} batch={batch} />
        </>
      )}
    </Page>
  );
}

const COUNTS = [
  ['Waiting or running', 'pending'],
  ['Succeeded', 'succeeded'],
  ['Failed', 'failed'],
  ['Cancelled', 'cancelled'],
  ['Refused', 'refused'],
] as const;

function BatchState({ batch }: { readonly batch: BatchView }) {
  const { id, name, counts, tags, createdAt, completedAt } = batch;
  const { ended, of } = endedOf(batch);
  const labels = Object.entries(tags).map(([tag, value]) => `${tag}: ${value}`);
  return (
    <>
      <p>
        <BatchBadge batch={batch} /> <span class="note">{counted(counts.total, 'job')}</span>
      </p>
      <div class="progress">
        <label for="ended">Ended</label>
        <progress id="ended" max={Math.max(1, of)} value={ended} />
        <span>
          {ended.toLocaleString()} of {of.toLocaleString()}
        </span>
      </div>
      <dl class="figures">
        {COUNTS.map(([label, key]) => (
          <div key={key} class={(key === 'failed' || key === 'refused') && counts[key] > 0 ? 'bad' : ''}>
            <dt>{label}</dt>
            <dd>{counts[key].toLocaleString()}</dd>
          </div>
        ))}
      </dl>
      <p class="note">
        {name !== undefined && (
          <>
            <span class="job-id">{id}</span>,{' '}
          </>
        )}
        made <time dateTime={createdAt}>{formatTime(createdAt)}</time>
        {completedAt !== undefined && (
          <>
            , completed <time dateTime={completedAt}>{formatTime(completedAt)}</time>
          </>
        )}
        {labels.length > 0 && `, ${labels.join(', ')}`}
      </p>
    </>
  );
}

interface BatchActionsProps {
  readonly session: Session;
  readonly batch: BatchView;
  readonly onCancelled: () => void;
}

function BatchActions({ session, batch, onCancelled }: BatchActionsProps) {
  const { isBusy, error, run } = useAction();
  const { pending } = batch.counts;
  const cancel = () =>
    run(async () => {
      await session.client.batches.cancel(batch.id);
      onCancelled();
    });
  return (
    <>
      <div class="actions">
        {pending > 0 && (
          <ConfirmButton
            text="Cancel all jobs"
            question="Cancel all jobs of this batch?"
            disabled={isBusy}
            onConfirm={cancel}
          >
            <p>
              {counted(pending, 'job')} that {pending === 1 ? 'has' : 'have'} not ended: what they have done so far is
              lost. What has ended stays as it is.
            </p>
          </ConfirmButton>
        )}
        {batch.status === 'COMPLETED' && <ManifestLink session={session} batchId={batch.id} />}
      </div>
      <Problem error={error} />
    </>
  );
}
