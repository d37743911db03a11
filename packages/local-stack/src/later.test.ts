import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isTerminal, type JobView, type ScheduleView } from '@jobs/shared-contracts';
import { callApi, type Api } from './docs/call-api.ts';
import { SAMPLE_JOB } from './ready-message.ts';
import { startLocalStack, type LocalStack } from './start-local-stack.ts';

const TIME_LIMIT_MS = 300_000;

let stack: LocalStack;
let api: Api;
beforeAll(async () => {
  stack = await startLocalStack({ pollIntervalMs: 100, shutdownGraceSeconds: 1, reconcileIntervalMs: 500 });
  api = { url: stack.url, key: stack.apiKeys[0]?.key ?? '' };
}, TIME_LIMIT_MS);
afterAll(() => stack.stop(), TIME_LIMIT_MS);

async function finished(job: JobView): Promise<JobView> {
  let current = job;
  while (!isTerminal(current.status)) current = await callApi<JobView>(api, 'GET', `/v1/jobs/${job.id}`);
  return current;
}

test(
  'a job for later starts at its time and not before, though its worker is there',
  async () => {
    const atOnce = await callApi<JobView>(api, 'POST', '/v1/jobs', SAMPLE_JOB);
    const later = await callApi<JobView>(api, 'POST', '/v1/jobs', { ...SAMPLE_JOB, delaySeconds: 3 });
    expect(later).toMatchObject({ status: 'QUEUED', runAt: expect.any(String) });
    expect(await finished(atOnce)).toMatchObject({ status: 'SUCCEEDED' });
    const { status, startedAt = '', runAt } = await finished(later);
    expect({ status, runAt }).toEqual({ status: 'SUCCEEDED', runAt: later.runAt });
    expect(Date.parse(startedAt)).toBeGreaterThanOrEqual(Date.parse(later.runAt ?? ''));
  },
  TIME_LIMIT_MS,
);

test(
  'the jobs of a schedule are made by the scheduler, for their time',
  async () => {
    const made = await callApi<ScheduleView>(api, 'POST', '/v1/schedules', { ...SAMPLE_JOB, rateSeconds: 60 });
    let schedule = made;
    while (!schedule.lastRun) schedule = await callApi<ScheduleView>(api, 'GET', `/v1/schedules/${made.id}`);
    expect(schedule.lastRun.runAt).toBe(made.nextRuns[0]);
    const job = await callApi<JobView>(api, 'GET', `/v1/jobs/${schedule.lastRun.jobId}`);
    expect(job).toMatchObject({ status: 'QUEUED', type: SAMPLE_JOB.type, runAt: made.nextRuns[0] });
  },
  TIME_LIMIT_MS,
);
