import type { ScheduleView } from '@jobs/shared-contracts';
import { ConfirmButton } from '../app/confirm-button.tsx';
import { hrefOf } from '../app/routes.ts';
import { formatDuration, formatTime } from '../format/format.ts';
import { NextRuns } from './next-runs.tsx';

interface ScheduleCardProps {
  readonly schedule: ScheduleView;
  /** Among others: then it leads to its own page. */
  readonly isListed?: boolean;
  readonly isBusy: boolean;
  readonly onPause: (paused: boolean) => void;
  readonly onDelete: () => void;
}

export function ScheduleCard({ schedule, isListed = false, isBusy, onPause, onDelete }: ScheduleCardProps) {
  const { id, type, name = id, paused, nextRuns, lastRun, waitingRuns } = schedule;
  const headingId = `schedule-${id}`;
  return (
    <article class="card" aria-labelledby={headingId}>
      <h2 id={headingId}>{name}</h2>
      <p class="note">
        <a href={hrefOf({ page: 'jobs', type })}>{type}</a>, {timingOf(schedule)}
      </p>
      {paused ? <p>Paused</p> : <NextRuns times={nextRuns} />}
      {waitingRuns > 0 && <p class="note">{waitingRuns} of its runs wait for the one before.</p>}
      {lastRun && (
        <p class="note">
          Last for {formatTime(lastRun.runAt)}:{' '}
          {lastRun.jobId === undefined ? (
            lastRun.refused
          ) : (
            <a href={hrefOf({ page: 'job', jobId: lastRun.jobId })}>its job</a>
          )}
        </p>
      )}
      <div class="actions">
        {isListed && (
          <a class="button" href={hrefOf({ page: 'schedule', scheduleId: id })}>
            Change<span class="hidden"> {name}</span>
          </a>
        )}
        <button type="button" class="quiet" disabled={isBusy} onClick={() => onPause(!paused)}>
          {paused ? 'Resume' : 'Pause'}
          <span class="hidden"> {name}</span>
        </button>
        <ConfirmButton text="Delete" question={`Delete the schedule ${name}?`} disabled={isBusy} onConfirm={onDelete}>
          <p>Jobs that it has made stay as they are.</p>
        </ConfirmButton>
      </div>
    </article>
  );
}

const MS_A_SECOND = 1000;

const timingOf = ({ cron, timeZone, rateSeconds = 0 }: ScheduleView): string =>
  cron === undefined ? `every ${formatDuration(rateSeconds * MS_A_SECOND)}` : `${cron} (${timeZone})`;
