import type { ComponentChildren } from 'preact';
import type { JobTypeOverview } from '@jobs/shared-contracts';
import { hrefOf } from '../app/routes.ts';
import { formatDuration } from '../format/format.ts';
import type { Session } from '../session/session.ts';
import { MinutesChart } from './minutes-chart.tsx';
import { PauseControl } from './pause-control.tsx';
import { recentFigures } from './recent-figures.ts';

interface JobTypeCardProps {
  readonly session: Session;
  readonly overview: JobTypeOverview;
  /** RFC 3339: when it was so. */
  readonly at: string;
  /** It has been paused or resumed. */
  readonly onChanged: () => void;
}

export function JobTypeCard({ session, overview, at, onChanged }: JobTypeCardProps) {
  const { type, title, queues, deadLetters, workers, lambda, minutes } = overview;
  const sum = (key: 'visible' | 'inFlight' | 'delayed') => queues.reduce((total, queue) => total + queue[key], 0);
  const { endedPerMinute, waitP95Ms } = recentFigures(minutes, at);
  const headingId = `type-${type}`;
  return (
    <article class="card" aria-labelledby={headingId}>
      <h2 id={headingId}>{title}</h2>
      <p class="note">
        <a href={hrefOf({ page: 'jobs', type })}>{type}</a>
      </p>
      <dl class="figures">
        <Figure name="Waiting" note={sum('delayed') > 0 ? `and ${sum('delayed')} delayed` : undefined}>
          {sum('visible')}
        </Figure>
        <Figure name="In flight">{sum('inFlight')}</Figure>
        {lambda ? (
          <Figure name="Runs on" note={`at most ${lambda.maxConcurrency} at once`}>
            Lambda
          </Figure>
        ) : (
          <Figure name="Workers" note={workers ? `of ${workers.max}${startingNote(workers)}` : undefined}>
            {workers ? workers.running : '–'}
          </Figure>
        )}
        <Figure name="Dead letters" isBad={deadLetters > 0}>
          {deadLetters > 0 ? <a href={hrefOf({ page: 'failures', type })}>{deadLetters}</a> : 0}
        </Figure>
        <Figure name="Ended a minute">{endedPerMinute.toFixed(endedPerMinute < 10 ? 1 : 0)}</Figure>
        <Figure name="Wait p95">{waitP95Ms === undefined ? '–' : formatDuration(waitP95Ms)}</Figure>
      </dl>
      {queues.length > 1 && (
        <p class="note">
          {queues.map(({ lane, visible, inFlight }) => `${lane}: ${visible} waiting, ${inFlight} in flight`).join('; ')}
        </p>
      )}
      <MinutesChart title={title} minutes={minutes} at={at} />
      <PauseControl session={session} overview={overview} onChanged={onChanged} />
    </article>
  );
}

const startingNote = ({ running, desired }: { readonly running: number; readonly desired: number }) =>
  desired > running ? `, ${desired} wanted` : '';

interface FigureProps {
  readonly name: string;
  readonly note?: string | undefined;
  readonly isBad?: boolean;
  readonly children: ComponentChildren;
}

function Figure({ name, note, isBad = false, children }: FigureProps) {
  return (
    <div class={isBad ? 'bad' : ''}>
      <dt>{name}</dt>
      <dd>
        {children}
        {note !== undefined && <span class="note"> {note}</span>}
      </dd>
    </div>
  );
}
