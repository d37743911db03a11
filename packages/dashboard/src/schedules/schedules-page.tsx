import { Page } from '../app/page.tsx';
import { Problem } from '../app/problem.tsx';
import { hrefOf } from '../app/routes.ts';
import { usePolled } from '../live/use-polled.ts';
import type { Session } from '../session/session.ts';
import { ScheduleCard } from './schedule-card.tsx';
import { useScheduleActions } from './use-schedule-actions.ts';

const EVERY_MS = 10_000;

/** One's own schedules: what they make, and when next. */
export function SchedulesPage({ session }: { readonly session: Session }) {
  const { value, error, refresh } = usePolled('schedules', EVERY_MS, (signal) =>
    session.client.schedules.list({ signal }),
  );
  const { pause, remove, ...action } = useScheduleActions(session);
  return (
    <Page title="Schedules" actions={<a href={hrefOf({ page: 'new-schedule' })}>Make a schedule</a>}>
      <Problem error={action.error ?? error} />
      {!value && error === undefined && <p role="status">Loading …</p>}
      {value?.length === 0 && <p>There are no schedules.</p>}
      {value && value.length > 0 && (
        <div class="cards">
          {value.map((schedule) => (
            <ScheduleCard
              key={schedule.id}
              schedule={schedule}
              isListed
              isBusy={action.isBusy}
              onPause={(paused) => pause(schedule.id, paused, refresh)}
              onDelete={() => remove(schedule.id, refresh)}
            />
          ))}
        </div>
      )}
    </Page>
  );
}
