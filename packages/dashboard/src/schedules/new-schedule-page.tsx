import { Page } from '../app/page.tsx';
import { Problem } from '../app/problem.tsx';
import { goTo } from '../app/router.ts';
import { hrefOf } from '../app/routes.ts';
import { ChooseType } from '../jobs/choose-type.tsx';
import { useJobType } from '../jobs/use-job-types.ts';
import type { Session } from '../session/session.ts';
import { ScheduleForm } from './schedule-form.tsx';

interface NewSchedulePageProps {
  readonly session: Session;
  readonly type: string | undefined;
}

export function NewSchedulePage({ session, type }: NewSchedulePageProps) {
  return type === undefined ? (
    <ChooseType
      session={session}
      title="Make a schedule: of what?"
      hrefOfType={(each) => hrefOf({ page: 'new-schedule', type: each })}
    />
  ) : (
    <MakeSchedule key={type} session={session} type={type} />
  );
}

function MakeSchedule({ session, type }: { readonly session: Session; readonly type: string }) {
  const { value, error } = useJobType(session, type);
  return (
    <Page title={value ? `Make a schedule: ${value.title}` : 'Make a schedule'}>
      <Problem error={error} />
      {!value && error === undefined && <p role="status">Loading …</p>}
      {value && (
        <ScheduleForm
          session={session}
          jobType={value}
          onSaved={({ id }) => goTo(hrefOf({ page: 'schedule', scheduleId: id }))}
        />
      )}
    </Page>
  );
}
