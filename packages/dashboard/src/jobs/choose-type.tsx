import { Page } from '../app/page.tsx';
import type { Session } from '../session/session.ts';
import { useJobTypes } from './use-job-types.ts';

interface ChooseTypeProps {
  readonly session: Session;
  readonly title: string;
  readonly hrefOfType: (type: string) => string;
}

/** All job types, each a way on. */
export function ChooseType({ session, title, hrefOfType }: ChooseTypeProps) {
  const jobTypes = useJobTypes(session);
  return (
    <Page title={title}>
      <ul class="types">
        {jobTypes.map(({ name, title: each, description }) => (
          <li key={name} class="card">
            <a href={hrefOfType(name)}>{each}</a>
            <p>{description}</p>
          </li>
        ))}
      </ul>
    </Page>
  );
}
