import { Page } from '../app/page.tsx';
import { Problem } from '../app/problem.tsx';
import { hrefOf } from '../app/routes.ts';
import { useJobTypes } from '../jobs/use-job-types.ts';
import { usePolled } from '../live/use-polled.ts';
import type { Session } from '../session/session.ts';
import { SubmitForm } from './submit-form.tsx';

interface SubmitPageProps {
  readonly session: Session;
  readonly type: string | undefined;
}

export function SubmitPage({ session, type }: SubmitPageProps) {
  return type === undefined ? <ChooseType session={session} /> : <SubmitOne key={type} session={session} type={type} />;
}

function ChooseType({ session }: { readonly session: Session }) {
  const jobTypes = useJobTypes(session);
  return (
    <Page title="Submit a job">
      <ul class="types">
        {jobTypes.map(({ name, title, description }) => (
          <li key={name} class="card">
            <a href={hrefOf({ page: 'submit', type: name })}>{title}</a>
            <p>{description}</p>
          </li>
        ))}
      </ul>
    </Page>
  );
}

/** What a form asks for must not change while somebody fills it in: the declaration is read once. */
const ONCE_MS = 2 ** 31 - 1;

function SubmitOne({ session, type }: { readonly session: Session; readonly type: string }) {
  const { value, error } = usePolled(`job-type ${type}`, ONCE_MS, (signal) => session.client.jobType(type, { signal }));
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
