import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { BatchMemberList, BatchSubmission, BatchView, JobView, ScheduleView } from '@jobs/shared-contracts';
import type { HandlerOverrides } from '../index.ts';
import { aboutBatch, bodyOf, idsOf } from '../testing/batch-bench.ts';
import { lambdaContext } from '../testing/lambda-context.ts';
import { jobOf, problemOf, startApi, type TestApi } from '../testing/start-api.ts';

// Some tests make a dozen runs of the reconciler, each of which asks every shard and every queue.
jest.setTimeout(60_000);

const MAX_ACTIVE_JOBS = 2;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const JOB = { type: 'text-analyze', input: { source: { text: 'To be.' } } };
/** Of no job type of this repository. */
const ONE_AT_ONCE: HandlerOverrides = { limitsOf: () => ({ concurrency: 1 }) };

let api: TestApi;
beforeAll(async () => {
  api = await startApi({
    MAX_ACTIVE_JOBS_PER_OWNER: String(MAX_ACTIVE_JOBS),
    SUBMISSIONS_PER_MINUTE_PER_OWNER: '1000',
  });
});
afterAll(() => api.stop());

const submit = (owner: string, overrides?: HandlerOverrides) => api.call('submit-job', { owner, body: JOB }, overrides);

/** A worker runs the job, and dies before it publishes that it has ended. */
async function runUntold(jobId: string): Promise<void> {
  await api.store.jobs.claimJob(jobId, { claimId: jobId, leaseDurationMs: HOUR_MS });
  await api.store.jobs.succeedAttempt({ jobId, attempt: 1, attempts: [] }, { inline: {} });
}

/** Settles what was published of these jobs. */
async function settle(jobIds: readonly string[]): Promise<void> {
  const Records = api.published
    .filter(({ settles, subject }) => settles && jobIds.includes(subject))
    .map((event) => ({ messageId: event.id, body: JSON.stringify(event) }));
  await api.createHandler('settle-jobs', ONE_AT_ONCE)({ Records } as never);
}

describe('an owner with as many jobs as one may have', () => {
  test('is answered with 429 and when to come again, and nothing is stored', async () => {
    for (let index = 0; index < MAX_ACTIVE_JOBS; index += 1)
      expect(await submit('full')).toMatchObject({ statusCode: 202 });
    const refused = await submit('full');
    expect(refused).toMatchObject({ statusCode: 429, headers: { 'retry-after': expect.stringMatching(/^[1-9]\d*$/) } });
    expect(problemOf(refused)).toMatchObject({ code: 'too-many-active-jobs' });
    const listed = await api.call('list-jobs', { owner: 'full' });
    expect(bodyOf<{ readonly jobs: readonly JobView[] }>(listed).jobs).toHaveLength(MAX_ACTIVE_JOBS);
  });

  test('has the jobs of a batch refused one by one, and is told which', async () => {
    const submitted = await api.call('submit-batch', { owner: 'batches', body: { jobs: [JOB, JOB, JOB] } });
    const { id, results } = bodyOf<BatchSubmission>(submitted);
    const refused = results.filter(({ problem }) => problem?.code === 'too-many-active-jobs');
    expect(refused).toHaveLength(1);
    const listed = await api.call('list-batch-jobs', { owner: 'batches', ...aboutBatch(id) });
    expect(bodyOf<BatchMemberList>(listed).jobs.filter(({ status }) => status === 'QUEUED')).toHaveLength(2);
  });

  test('has no batch of which every job was refused', async () => {
    const submitted = await api.call('submit-batch', { owner: 'batches', body: { jobs: [JOB, JOB] } });
    expect(submitted).toMatchObject({ statusCode: 422 });
    const { batches } = bodyOf<{ readonly batches: readonly BatchView[] }>(
      await api.call('list-batches', { owner: 'batches' }),
    );
    expect(batches).toHaveLength(1);
  });

  test('cancels a batch though one of its jobs has ended, and nobody was told', async () => {
    const { id, results } = bodyOf<BatchSubmission>(
      await api.call('submit-batch', { owner: 'cancels', body: { jobs: [JOB, JOB] } }),
    );
    const [ended = '', waiting = ''] = idsOf({ id, results } as BatchSubmission);
    await runUntold(ended);
    expect(await api.call('cancel-batch', { owner: 'cancels', ...aboutBatch(id) })).toMatchObject({ statusCode: 202 });
    expect(await api.store.jobs.getJob(ended)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await api.store.jobs.getJob(waiting)).toMatchObject({ status: 'CANCELLED' });
  });

  test('reads of a schedule that its run was refused', async () => {
    const created = await api.call('create-schedule', { owner: 'full', body: { ...JOB, rateSeconds: 60 } });
    const { id } = bodyOf<ScheduleView>(created);
    api.advance(MINUTE_MS);
    await expect(api.createHandler('run-schedules')({}, lambdaContext)).resolves.toMatchObject({ refused: 1 });
    const read = await api.call('get-schedule', { owner: 'full', pathParameters: { scheduleId: id } });
    expect(bodyOf<ScheduleView>(read).lastRun).toMatchObject({ refused: expect.stringContaining('have not ended') });
  });
});

describe('jobs of a limited type', () => {
  test('are given the slots of those whose end nobody was told of, by the reconciler', async () => {
    const jobIds: string[] = [];
    for (let index = 0; index < 2; index += 1) {
      const job = jobOf(await submit('limited', ONE_AT_ONCE));
      expect(job).toMatchObject({ status: 'SCHEDULED', heldBy: 'limit' });
      jobIds.push(job.id);
    }
    await settle(jobIds);
    const statuses = async () => Promise.all(jobIds.map(async (jobId) => (await api.store.jobs.getJob(jobId))?.status));
    expect(await statuses()).toEqual(['QUEUED', 'SCHEDULED']);
    for (const jobId of jobIds) {
      await runUntold(jobId);
      // What is found once may be on its way: it counts when it is found again.
      for (let minutes = 0; minutes < 60; minutes += 10) {
        api.advance(10 * MINUTE_MS);
        await api.createHandler('reconcile-jobs', ONE_AT_ONCE)({}, lambdaContext);
      }
    }
    expect(await statuses()).toEqual(['SUCCEEDED', 'SUCCEEDED']);
    expect(await api.store.limits.listLines(JOB.type)).toEqual([]);
  });
});
