import { useState } from 'preact/hooks';
import type { FailureFilters } from '../app/routes.ts';
import { Problem } from '../app/problem.tsx';
import { counted } from '../format/format.ts';
import { JobRows } from '../jobs/job-rows.tsx';
import type { Session } from '../session/session.ts';
import type { RetryProgress } from './retry-failed.ts';
import { useRetryAll, type RetryState } from './use-retry-all.ts';

interface RetryAllProps {
  readonly session: Session;
  readonly filters: FailureFilters;
  readonly onRetried: () => void;
}

const MOST_PER_SECOND = 100;
const USUAL_PER_SECOND = 10;

/** Retries all failed jobs that fit: first they are counted, then they are retried at a rate, and both can be stopped. */
export function RetryAll({ session, filters, onRetried }: RetryAllProps) {
  const { error, count, retry, stop, ...state } = useRetryAll(session.operations, filters, onRetried);
  const { isBusy, plan, progress } = state;
  const [maxPerSecond, setMaxPerSecond] = useState(USUAL_PER_SECOND);
  return (
    <section class="card" aria-labelledby="retry-all">
      <h2 id="retry-all">Retry all that fit</h2>
      <p class="note">They are counted first. Each is queued again with all attempts of its type.</p>
      {plan && plan.count > 0 && !progress && <JobRows label="Some of them" jobs={plan.sample} />}
      <form
        class="filters"
        onSubmit={(event) => {
          event.preventDefault();
          retry(maxPerSecond);
        }}
      >
        {plan && plan.count > 0 && !progress?.isDone && (
          <>
            <div class="field inline">
              <label for="retry-rate">At most a second</label>
              <input
                id="retry-rate"
                type="number"
                inputMode="numeric"
                min={1}
                max={MOST_PER_SECOND}
                required
                value={maxPerSecond}
                disabled={isBusy}
                onInput={({ currentTarget }) => setMaxPerSecond(currentTarget.valueAsNumber)}
              />
            </div>
            <button type="submit" disabled={isBusy}>
              {progress && !isBusy ? 'Go on' : `Retry ${counted(plan.count, 'job')}`}
            </button>
          </>
        )}
        <button type="button" class="quiet" disabled={isBusy} onClick={count}>
          {plan ? 'Count again' : 'Count them'}
        </button>
        {isBusy && (
          <button type="button" class="quiet" onClick={stop}>
            Stop
          </button>
        )}
      </form>
      {progress && plan && (
        <div class="progress">
          <label for="retry-progress">Retried</label>
          <progress id="retry-progress" max={plan.count} value={progress.retried + progress.skipped} />
        </div>
      )}
      <p role="status">{progress ? retryText(progress, isBusy) : countText(state)}</p>
      <Problem error={error} />
    </section>
  );
}

function countText({ found, plan, isBusy }: RetryState): string {
  if (found === undefined) return '';
  if (isBusy) return `Counting: ${counted(found, 'failed job')} so far …`;
  if (!plan) return 'The count was not finished.';
  return plan.count === 0 ? 'No failed job fits.' : `${counted(plan.count, 'failed job')} would be queued again.`;
}

function retryText({ retried, skipped, isDone }: RetryProgress, isBusy: boolean): string {
  return [
    `${counted(retried, 'job')} queued again.`,
    ...(skipped > 0 ? [`${counted(skipped, 'job')} skipped: retried or deleted by somebody else.`] : []),
    ...(isDone ? [] : [isBusy ? 'Going on …' : 'Not finished.']),
  ].join(' ');
}
