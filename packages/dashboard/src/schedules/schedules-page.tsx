import type { ScheduleView } from '@jobs/shared-contracts';
import { Page } from '../app/page.tsx';
import { Problem } from '../app/problem.tsx';
import { useAction } from '../app/use-action.ts';
import { usePolled } from '../live/use-polled.ts';
import type { Session } from '../session/session.ts';
import { ScheduleCard } from './schedule-card.tsx';

const EVERY_MS = 10_000;

/** One's own schedules: what they make, and when next. */
export function SchedulesPage({ session }: { readonly session: Session }) {
  const { schedules } = session.client;
  const { value, error, refresh } = usePolled('schedules', EVERY_MS, (signal) => schedules.list({ signal }));
  const action = useAction();
  const change = (work: () => Promise<ScheduleView>) =>
    action.run(async () => {
      await work();
      refresh();
    });
  return (
    <Page title="Schedules">
      <Problem error={action.error ?? error} />
      {!value && error === undefined && <p role="status">Loading …</p>}
      {value?.length === 0 && (
        <p>
          There are no schedules. They are made by <code>POST /v1/schedules</code>, or{' '}
          <code>pnpm jobs schedules create</code>.
        </p>
      )}
      {value && value.length > 0 && (
        <div class="cards">
          {value.map((schedule) => (
            <ScheduleCard
              key={schedule.id}
              schedule={schedule}
              isBusy={action.isBusy}
              onPause={(paused) => change(() => schedules.update(schedule.id, { paused }))}
              onDelete={() => change(() => schedules.delete(schedule.id))}
            />
          ))}
        </div>
      )}
    </Page>
  );
}
