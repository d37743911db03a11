import type { ScheduleView } from '@jobs/shared-contracts';
import { ConfirmButton } from '../app/confirm-button.tsx';
import { hrefOf } from '../app/routes.ts';
import { formatDuration, formatTime } from '../format/format.ts';

interface ScheduleCardProps {
  readonly schedule: ScheduleView;
  readonly isBusy: boolean;
  readonly onPause: (paused: boolean) => void;
  readonly onDelete: () => void;
}

export function ScheduleCard({ schedule, isBusy, onPause, onDelete }: ScheduleCardProps) {
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

function NextRuns({ times }: { readonly times: readonly string[] }) {
  if (times.length === 0) return <p>It will not run again.</p>;
  return (
    <ol class="note" aria-label="Next runs">
      {times.map((time) => (
        <li key={time}>
          <time dateTime={time}>{formatTime(time)}</time>
        </li>
      ))}
    </ol>
  );
}

const MS_A_SECOND = 1000;

const timingOf = ({ cron, timeZone, rateSeconds = 0 }: ScheduleView): string =>
  cron === undefined ? `every ${formatDuration(rateSeconds * MS_A_SECOND)}` : `${cron} (${timeZone})`;
