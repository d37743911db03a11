import { signOut, type Session } from '../session/session.ts';
import { route } from './router.ts';
import { hrefOf, type Route } from './routes.ts';

const LINKS = [
  { page: 'overview', text: 'Overview', forOperators: true },
  { page: 'jobs', text: 'Jobs', forOperators: false },
  { page: 'submit', text: 'Submit', forOperators: false },
  { page: 'batches', text: 'Batches', forOperators: false },
  { page: 'schedules', text: 'Schedules', forOperators: false },
  { page: 'failures', text: 'Failures', forOperators: true },
  { page: 'audit', text: 'Audit trail', forOperators: true },
] as const;

/** Pages below another one in the list. */
const BELOW: Partial<Record<Route['page'], Route['page']>> = {
  job: 'jobs',
  batch: 'batches',
  'new-batch': 'batches',
  schedule: 'schedules',
  'new-schedule': 'schedules',
};

const isCurrent = (current: Route, page: Route['page'], isOperator: boolean) =>
  (BELOW[current.page] ?? current.page) === page || (page === 'jobs' && current.page === 'overview' && !isOperator);

export function Header({ session }: { readonly session: Session | undefined }) {
  return (
    <header class="bar">
      <p class="brand">Job queue</p>
      {session && (
        <>
          <nav aria-label="Pages">
            <ul>
              {LINKS.filter(({ forOperators }) => session.isOperator || !forOperators).map(({ page, text }) => (
                <li key={page}>
                  <a
                    href={hrefOf({ page })}
                    aria-current={isCurrent(route.value, page, session.isOperator) ? 'page' : undefined}
                  >
                    {text}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <button type="button" class="quiet" onClick={() => signOut()}>
            Sign out
          </button>
        </>
      )}
    </header>
  );
}
