import type { JobSummary } from '@jobs/shared-contracts';
import { createChangingJobs, type ChangingJobs } from './changing-jobs.ts';
import { startServer, type Answering, type TestServer } from './http-server.ts';
import { problemOf } from './problem-of.ts';
import { servePush, type PushSide } from './serve-push.ts';

/** The jobs API and its WebSocket, over jobs in memory, as the protocol says. */
export interface JobServer
  extends Pick<TestServer, 'url' | 'requests' | 'stop'>, Pick<ChangingJobs, 'change' | 'until'> {
  readonly push: PushSide;
}

export async function startJobServer(): Promise<JobServer> {
  const jobs = createChangingJobs();
  const answer: Answering = async ({ path, headers }) => {
    jobs.notify();
    if (path === '/v1/connections') return push.giveTicket(server.url);
    const jobId = path.split('/').at(-1) ?? '';
    if (!jobs.get(jobId)) return { status: 404, body: problemOf('job-not-found') };
    const isKnown = () => headers['if-none-match'] === etagOf(jobs.get(jobId));
    if (headers.prefer) await jobs.until(() => !isKnown());
    const job = jobs.get(jobId);
    const sent = { etag: etagOf(job), ...(headers.prefer && { 'preference-applied': String(headers.prefer) }) };
    return isKnown() ? { status: 304, headers: sent } : { status: 200, headers: sent, body: { ...job } };
  };
  const server = await startServer(answer);
  const push = servePush(server.server, jobs);
  return {
    url: server.url,
    requests: server.requests,
    push,
    until: jobs.until,
    change: jobs.change,
    async stop() {
      push.stop();
      await server.stop();
    },
  };
}

const etagOf = (job: JobSummary | undefined) => `W/"${job?.version}"`;
