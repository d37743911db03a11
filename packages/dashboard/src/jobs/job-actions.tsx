import { isTerminal } from '@jobs/shared-contracts';
import { ConfirmButton } from '../app/confirm-button.tsx';
import { Problem } from '../app/problem.tsx';
import { useAction } from '../app/use-action.ts';
import type { Session } from '../session/session.ts';
import type { ShownJob } from './follow-job.ts';
import { isStopping } from './is-stopping.ts';

interface JobActionsProps {
  readonly session: Session;
  readonly job: ShownJob;
  readonly onRetried: () => void;
  readonly onPurged: () => void;
}

export function JobActions({ session, job, onRetried, onPurged }: JobActionsProps) {
  const { isBusy, error, run } = useAction();
  const isOwn = job.owner === undefined;
  const cancel = () =>
    run(async () => {
      await (isOwn ? session.client.cancel(job.id) : session.operations.cancel(job.id));
    });
  const retry = () =>
    run(async () => {
      await (isOwn ? session.client.retry(job.id) : session.operations.retry(job.id));
      onRetried();
    });
  const purge = () =>
    run(async () => {
      await session.client.purge(job.id);
      onPurged();
    });
  return (
    <>
      <div class="actions">
        {!isTerminal(job.status) && (
          <ConfirmButton
            text="Cancel the job"
            question="Cancel this job?"
            disabled={isBusy || isStopping(job)}
            onConfirm={cancel}
          >
            <p>What it has done so far is lost.</p>
          </ConfirmButton>
        )}
        {job.status === 'FAILED' && (
          <button type="button" disabled={isBusy} onClick={retry}>
            Retry
          </button>
        )}
        {isOwn && isTerminal(job.status) && (
          <ConfirmButton text="Delete the job" question="Delete this job for good?" disabled={isBusy} onConfirm={purge}>
            <p>
              Its input, its result with all files, its errors and its history are deleted, and nobody can bring them
              back. Its Idempotency-Key is free again.
            </p>
            {job.batchId !== undefined && <p>Its batch counts it as before.</p>}
          </ConfirmButton>
        )}
      </div>
      <Problem error={error} />
    </>
  );
}
