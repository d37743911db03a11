import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isTerminal, type JobTypeOverview, type JobView, type Overview } from '@jobs/shared-contracts';
import { callApi, type Api } from './docs/call-api.ts';
import { SAMPLE_JOB } from './ready-message.ts';
import { startLocalStack, type LocalStack } from './start-local-stack.ts';

const TIME_LIMIT_MS = 300_000;

let stack: LocalStack;
let api: Api;
beforeAll(async () => {
  stack = await startLocalStack({ pollIntervalMs: 100, shutdownGraceSeconds: 1 });
  api = { url: stack.url, key: stack.apiKeys[0]?.key ?? '' };
}, TIME_LIMIT_MS);
afterAll(() => stack.stop(), TIME_LIMIT_MS);

const PAUSED_JOB = { type: 'document-render', input: { content: { markdown: '# A page' } } };

/** The job's type, once the overview shows it as the test waits for. */
async function overviewOnce(
  isThere: (jobType: JobTypeOverview) => boolean,
  ofType = SAMPLE_JOB.type,
): Promise<JobTypeOverview> {
  for (;;) {
    const { jobTypes } = await callApi<Overview>(api, 'GET', '/v1/operations/overview');
    const found = jobTypes.find(({ type }) => type === ofType);
    if (found && isThere(found)) return found;
  }
}

test(
  'a job is seen by its worker, which ECS tells of, and by what the worker counted',
  async () => {
    let job = await callApi<JobView>(api, 'POST', '/v1/jobs', SAMPLE_JOB);
    const { workers } = await overviewOnce((jobType) => (jobType.workers?.running ?? 0) > 0);
    expect(workers).toMatchObject({ running: 1, desired: 1 });
    while (!isTerminal(job.status)) job = await callApi<JobView>(api, 'GET', `/v1/jobs/${job.id}`);
    const { minutes, deadLetters } = await overviewOnce(({ minutes: counted }) =>
      counted.some(({ succeeded }) => succeeded > 0),
    );
    expect(minutes.reduce((sum, { succeeded }) => sum + succeeded, 0)).toBe(1);
    expect(minutes.some(({ waitP95Ms = 0 }) => waitP95Ms > 0)).toBe(true);
    expect(deadLetters).toBe(0);
  },
  TIME_LIMIT_MS,
);

test(
  'jobs of a paused type are accepted and wait, though a worker is there, and start once it is resumed',
  async () => {
    const path = `/v1/job-types/${PAUSED_JOB.type}`;
    await callApi(api, 'POST', `${path}/pause`, { reason: 'A test' });
    const { id } = await callApi<JobView>(api, 'POST', '/v1/jobs', PAUSED_JOB);
    const { paused } = await overviewOnce(({ workers }) => (workers?.running ?? 0) > 0, PAUSED_JOB.type);
    expect(paused).toMatchObject({ reason: 'A test' });
    // A worker of another type starts and does its work meanwhile.
    let other = await callApi<JobView>(api, 'POST', '/v1/jobs', SAMPLE_JOB);
    while (!isTerminal(other.status)) other = await callApi<JobView>(api, 'GET', `/v1/jobs/${other.id}`);
    let job = await callApi<JobView>(api, 'GET', `/v1/jobs/${id}`);
    expect(job).toMatchObject({ status: 'QUEUED', attempt: 0 });

    const resumedAt = Date.now();
    await callApi(api, 'POST', `${path}/resume`);
    while (!isTerminal(job.status)) job = await callApi<JobView>(api, 'GET', `/v1/jobs/${id}`);
    expect(job.status).toBe('SUCCEEDED');
    expect(Date.parse(job.startedAt ?? '')).toBeGreaterThanOrEqual(resumedAt);
  },
  TIME_LIMIT_MS,
);
