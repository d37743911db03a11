import { formatDuration, formatTime, inWords } from '../format/format.ts';
import type { AttemptView } from '@jobs/shared-contracts';
import type { ShownJob } from './follow-job.ts';

/** The history of the job's attempts, the last first. */
export function JobAttempts({ job }: { readonly job: ShownJob }) {
  if (!job.attempts || job.attempts.length === 0) return null;
  return (
    <section aria-labelledby="attempts" class="card">
      <h2 id="attempts">Attempts</h2>
      <ol class="attempts" reversed>
        {job.attempts.toReversed().map((attempt) => (
          <li key={attempt.attempt} value={attempt.attempt}>
            <AttemptLine attempt={attempt} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function AttemptLine({ attempt: { startedAt, endedAt, outcome, error } }: { readonly attempt: AttemptView }) {
  const tookMs = endedAt === undefined ? undefined : Date.parse(endedAt) - Date.parse(startedAt);
  return (
    <>
      <strong>{outcome === undefined ? 'Running' : inWords(outcome)}</strong>{' '}
      <span class="note">
        started at <time dateTime={startedAt}>{formatTime(startedAt)}</time>
        {tookMs !== undefined && `, took ${formatDuration(Math.max(0, tookMs))}`}
      </span>
      {error && (
        <p>
          <code>{error.code}</code> {error.message}
        </p>
      )}
    </>
  );
}
