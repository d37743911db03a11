import { AuditPage } from '../audit/audit-page.tsx';
import { BatchListPage } from '../batches/batch-list-page.tsx';
import { BatchPage } from '../batches/batch-page.tsx';
import { NewBatchPage } from '../batches/new-batch-page.tsx';
import { FailuresPage } from '../failures/failures-page.tsx';
import { JobListPage } from '../jobs/job-list-page.tsx';
import { JobPage } from '../jobs/job-page.tsx';
import { OverviewPage } from '../overview/overview-page.tsx';
import { NewSchedulePage } from '../schedules/new-schedule-page.tsx';
import { SchedulePage } from '../schedules/schedule-page.tsx';
import { SchedulesPage } from '../schedules/schedules-page.tsx';
import { sessionState, type Session } from '../session/session.ts';
import { SignInPage } from '../session/sign-in-page.tsx';
import { SubmitPage } from '../submit/submit-page.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { Header } from './header.tsx';
import { Page } from './page.tsx';
import { route } from './router.ts';
import type { Route } from './routes.ts';

export function App() {
  const state = sessionState.value;
  return (
    <>
      <a class="skip-link" href="#main" onClick={skipToMain}>
        Skip to the content
      </a>
      <Header session={state.is === 'signed-in' ? state.session : undefined} />
      <ConnectionBanner />
      <main id="main" tabIndex={-1}>
        {state.is === 'starting' && <p role="status">Signing in …</p>}
        {state.is === 'signed-out' && <SignInPage baseUrl={state.baseUrl} problem={state.problem} />}
        {state.is === 'signed-in' && <CurrentPage session={state.session} />}
      </main>
    </>
  );
}

const filtersOf = ({ page: _page, ...filters }: Extract<Route, { page: 'failures' }>) => filters;

/** The fragment is the page's route: the link must not change it. */
function skipToMain(event: Event) {
  event.preventDefault();
  document.getElementById('main')?.focus();
}

function CurrentPage({ session }: { readonly session: Session }) {
  const current = route.value;
  switch (current.page) {
    case 'overview':
      return session.isOperator ? <OverviewPage session={session} /> : <JobListPage session={session} />;
    case 'jobs':
      return <JobListPage session={session} type={current.type} status={current.status} />;
    case 'job':
      return <JobPage key={current.jobId} session={session} jobId={current.jobId} />;
    case 'submit':
      return <SubmitPage session={session} type={current.type} />;
    case 'failures':
      return <FailuresPage session={session} filters={filtersOf(current)} />;
    case 'batches':
      return <BatchListPage session={session} />;
    case 'new-batch':
      return <NewBatchPage session={session} />;
    case 'batch':
      return <BatchPage key={current.batchId} session={session} batchId={current.batchId} />;
    case 'schedules':
      return <SchedulesPage session={session} />;
    case 'new-schedule':
      return <NewSchedulePage session={session} type={current.type} />;
    case 'schedule':
      return <SchedulePage key={current.scheduleId} session={session} scheduleId={current.scheduleId} />;
    case 'audit':
      return <AuditPage session={session} />;
    case 'not-found':
      return (
        <Page title="There is no such page">
          <p>
            <a href="#/">Go to the first page</a>
          </p>
        </Page>
      );
  }
}
