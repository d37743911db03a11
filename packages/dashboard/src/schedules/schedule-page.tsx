import { useState } from 'preact/hooks';
import { Page } from '../app/page.tsx';
import { Problem } from '../app/problem.tsx';
import { goTo } from '../app/router.ts';
import { hrefOf } from '../app/routes.ts';
import { useJobType } from '../jobs/use-job-types.ts';
import { ONCE_MS, usePolled } from '../live/use-polled.ts';
import type { Session } from '../session/session.ts';
import { ScheduleCard } from './schedule-card.tsx';
import { ScheduleForm } from './schedule-form.tsx';
import { useScheduleActions } from './use-schedule-actions.ts';
import type { ScheduleView } from '@jobs/client';

const EVERY_MS = 10_000;

interface SchedulePageProps {
  readonly session: Session;
  readonly scheduleId: string;
}

/** A schedule with its next runs, and the form by which it is changed. */
export function SchedulePage({ session, scheduleId }: SchedulePageProps) {
  const { value, error, refresh } = usePolled(`schedule ${scheduleId}`, EVERY_MS, (signal) =>
    session.client.schedules.get(scheduleId, { signal }),
  );
  const { pause, remove, ...action } = useScheduleActions(session);
  return (
    <Page title={`Schedule ${value?.name ?? scheduleId}`}>
      <Problem error={action.error ?? error} />
      {!value && error === undefined && <p role="status">Loading …</p>}
      {value && (
        <>
          <ScheduleCard
            schedule={value}
            isBusy={action.isBusy}
            onPause={(paused) => pause(value.id, paused, refresh)}
            onDelete={() => remove(value.id, () => goTo(hrefOf({ page: 'schedules' })))}
          />
          <h2>Change it</h2>
          <ChangeSchedule session={session} scheduleId={scheduleId} type={value.type} onSaved={refresh} />
        </>
      )}
    </Page>
  );
}

interface ChangeScheduleProps extends SchedulePageProps {
  readonly type: string;
  readonly onSaved: () => void;
}

function ChangeSchedule({ session, scheduleId, type, onSaved }: ChangeScheduleProps) {
  const jobType = useJobType(session, type);
  // What a form begins with must not change while somebody fills it in.
  const [saved, setSaved] = useState<ScheduleView>();
  const first = usePolled(`schedule to change ${scheduleId}`, ONCE_MS, (signal) =>
    session.client.schedules.get(scheduleId, { signal }),
  );
  const schedule = saved ?? first.value;
  return (
    <>
      <Problem error={jobType.error ?? first.error} />
      {jobType.value && schedule && (
        <ScheduleForm
          session={session}
          jobType={jobType.value}
          schedule={schedule}
          onSaved={(changed) => {
            setSaved(changed);
            onSaved();
          }}
        />
      )}
    </>
  );
}
