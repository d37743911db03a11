import { Page } from '../app/page.tsx';
import { Problem } from '../app/problem.tsx';
import { hrefOf } from '../app/routes.ts';
import { ChooseType } from '../jobs/choose-type.tsx';
import { useJobType } from '../jobs/use-job-types.ts';
import type { Session } from '../session/session.ts';
import { SubmitForm } from './submit-form.tsx';

interface SubmitPageProps {
  readonly session: Session;
  readonly type: string | undefined;
}

export function SubmitPage({ session, type }: SubmitPageProps) {
  return type === undefined ? (
    <ChooseType session={session} title="Submit a job" hrefOfType={(each) => hrefOf({ page: 'submit', type: each })} />
  ) : (
    <SubmitOne key={type} session={session} type={type} />
  );
}

function SubmitOne({ session, type }: { readonly session: Session; readonly type: string }) {
  const { value, error } = useJobType(session, type);
  return (
    <Page title={value ? `Submit: ${value.title}` : 'Submit a job'}>
      <Problem error={error} />
      {!value && error === undefined && <p role="status">Loading …</p>}
      {value && (
        <>
          <p>{value.description}</p>
          <SubmitForm session={session} jobType={value} />
        </>
      )}
    </Page>
  );
}
