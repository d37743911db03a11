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
}

export function JobActions({ session, job, onRetried }: JobActionsProps) {
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
      </div>
      <Problem error={error} />
    </>
  );
}
