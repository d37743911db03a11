import { Page } from '../app/page.tsx';
import { Problem } from '../app/problem.tsx';
import { formatTime } from '../format/format.ts';
import { usePolled } from '../live/use-polled.ts';
import type { Session } from '../session/session.ts';
import { JobTypeCard } from './job-type-card.tsx';

const EVERY_MS = 2000;

/** Every job type at this moment. Not announced as it changes: a reader asks for a figure by going to it. */
export function OverviewPage({ session }: { readonly session: Session }) {
  const { value, error, refresh } = usePolled('overview', EVERY_MS, (signal) =>
    session.operations.overview({ signal }),
  );
  return (
    <Page title="Overview">
      <Problem error={error} />
      {!value && error === undefined && <p role="status">Loading …</p>}
      {value && (
        <>
          <p class="note">As of {formatTime(value.at)}. The last five minutes count for the wait and what has ended.</p>
          <div class="cards">
            {value.jobTypes.map((overview) => (
              <JobTypeCard
                key={overview.type}
                session={session}
                overview={overview}
                at={value.at}
                onChanged={refresh}
              />
            ))}
          </div>
        </>
      )}
    </Page>
  );
}
