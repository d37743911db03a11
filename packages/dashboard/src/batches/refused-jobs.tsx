import type { BatchView } from '@jobs/shared-contracts';
import { Problem } from '../app/problem.tsx';
import { counted } from '../format/format.ts';
import { ONCE_MS, usePolled } from '../live/use-polled.ts';
import type { Session } from '../session/session.ts';
import { readRefused, SHOWN_REFUSALS } from './read-refused.ts';
import { Refusal } from './refusal.tsx';

interface RefusedJobsProps {
  readonly session: Session;
  readonly batch: BatchView;
}

/** The jobs that were not accepted, with what is wrong with them. They are read again when they are another number. */
export function RefusedJobs({ session, batch: { id, counts } }: RefusedJobsProps) {
  const { refused } = counts;
  const { value, error } = usePolled(`refused ${id} ${refused}`, ONCE_MS, (signal) =>
    readRefused(session.client.batches, id, refused, signal),
  );
  if (refused === 0) return null;
  return (
    <section class="card" aria-labelledby="refused">
      <h2 id="refused">{counted(refused, 'job')} refused</h2>
      <p class="note">Their places in the request begin at 0. Mend them, and submit them as another batch.</p>
      <Problem error={error} />
      {value && (
        <ol class="refused" aria-label="Refused jobs">
          {value.map(({ index, problem }) => (
            <li key={index}>
              <strong>#{index}</strong> {problem && <Refusal problem={problem} />}
            </li>
          ))}
        </ol>
      )}
      {value && refused > value.length && value.length === SHOWN_REFUSALS && (
        <p>These are the first {SHOWN_REFUSALS}. The others are among the jobs below.</p>
      )}
    </section>
  );
}
