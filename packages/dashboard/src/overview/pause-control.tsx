import { useId, useRef } from 'preact/hooks';
import type { JobTypeOverview } from '@jobs/shared-contracts';
import { ConfirmButton } from '../app/confirm-button.tsx';
import { Problem } from '../app/problem.tsx';
import { useAction } from '../app/use-action.ts';
import { formatTime } from '../format/format.ts';
import type { Session } from '../session/session.ts';

interface PauseControlProps {
  readonly session: Session;
  readonly overview: Pick<JobTypeOverview, 'type' | 'title' | 'paused'>;
  readonly onChanged: () => void;
}

/** Whether workers take jobs of a type; and the button by which they stop, or go on. */
export function PauseControl({ session, overview: { type, title, paused }, onChanged }: PauseControlProps) {
  const { isBusy, error, run } = useAction();
  const reason = useRef<HTMLInputElement>(null);
  const reasonId = useId();
  const { operations } = session;
  const change = (work: () => Promise<unknown>) =>
    run(async () => {
      await work();
      onChanged();
    });
  const pause = () => operations.pause(type, { reason: reason.current?.value.trim() || undefined });
  return (
    <div class="actions">
      {paused ? (
        <>
          <p role="status">
            <strong>Paused</strong> since {formatTime(paused.since)} by {paused.by}
            {paused.reason !== undefined && `: ${paused.reason}`}
          </p>
          <button type="button" disabled={isBusy} onClick={() => change(() => operations.resume(type))}>
            Resume<span class="hidden"> {title}</span>
          </button>
        </>
      ) : (
        <ConfirmButton text="Pause" question={`Pause ${title}?`} disabled={isBusy} onConfirm={() => change(pause)}>
          <p>Workers take no new jobs of it. Those that run go on, and jobs are still accepted.</p>
          <div class="field">
            <label for={reasonId}>Why (optional)</label>
            <input id={reasonId} ref={reason} maxLength={500} />
          </div>
        </ConfirmButton>
      )}
      <Problem error={error} />
    </div>
  );
}
