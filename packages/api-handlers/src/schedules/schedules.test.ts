import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { LIMITS, type OperationId, type ScheduleList, type ScheduleView } from '@jobs/shared-contracts';
import { lambdaContext } from '../testing/lambda-context.ts';
import { jobIdsOf, problemOf, startApi, TEXT_JOB, type TestApi } from '../testing/start-api.ts';
import type { TestRequest } from '../testing/api-gateway-event.ts';

const QUEUE = 'text-analyze-standard';
const DAILY = { ...TEXT_JOB, cron: '30 6 * * *', timeZone: 'Europe/Berlin' };

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const call = async (operationId: OperationId, request: TestRequest = {}) => {
  const { statusCode, body = '' } = await api.call(operationId, request);
  return { status: statusCode, body: JSON.parse(body) as unknown };
};
const create = async (body: object, owner = 'acme') =>
  (await call('create-schedule', { body, owner })).body as ScheduleView;
const on = (scheduleId: string, owner = 'acme') => ({ owner, pathParameters: { scheduleId } });
const read = async (scheduleId: string) => (await call('get-schedule', on(scheduleId))).body as ScheduleView;
const update = async (scheduleId: string, body: object) =>
  (await call('update-schedule', { ...on(scheduleId), body })).body as ScheduleView;
const run = () => api.createHandler('run-schedules')({}, lambdaContext);

describe('a schedule', () => {
  test('is made with what was left out, and tells of its next runs', async () => {
    const schedule = await create({ ...DAILY, name: 'Every morning', tags: { team: 'blue' } });
    expect(schedule).toMatchObject({
      ...DAILY,
      name: 'Every morning',
      tags: { team: 'blue' },
      overlap: 'skip',
      catchUp: 'last',
      paused: false,
      waitingRuns: 0,
    });
    expect(schedule.nextRuns).toHaveLength(LIMITS.shownRuns);
    expect(schedule.nextRuns[0]).toMatch(/T0[45]:30:00.000Z$/);
    expect(await read(schedule.id)).toEqual(schedule);
  });

  test('is listed to its owner alone, the newest first and without its input', async () => {
    const ids = [];
    for (let index = 0; index < 3; index += 1)
      ids.unshift((await create({ ...TEXT_JOB, rateSeconds: 60 }, 'lister')).id);
    const { schedules } = (await call('list-schedules', { owner: 'lister' })).body as ScheduleList;
    expect(schedules.map(({ id }) => id)).toEqual(ids);
    expect(schedules[0]).not.toHaveProperty('input');
  });

  test('does not exist for another owner', async () => {
    const { id } = await create(DAILY);
    const before = await read(id);
    for (const operationId of ['get-schedule', 'update-schedule', 'delete-schedule'] as const) {
      const request = { ...on(id, 'mallory'), ...(operationId === 'update-schedule' && { body: { paused: true } }) };
      const others = problemOf(await api.call(operationId, request));
      const unknown = problemOf(await api.call(operationId, { ...request, ...on(`sch_${'0'.repeat(32)}`, 'mallory') }));
      expect([others.code, unknown.code]).toEqual(['schedule-not-found', 'schedule-not-found']);
      expect(others.detail).toBe(unknown.detail);
    }
    expect(await read(id)).toEqual(before);
  });

  test('is gone once it is deleted, and one may have so many and no more', async () => {
    const first = (await create(DAILY, 'collector')).id;
    const stored = await api.store.schedules.getSchedule(first);
    if (!stored) throw new Error('it is not there');
    await Promise.all(
      Array.from({ length: LIMITS.schedulesPerOwner - 1 }, (_, index) =>
        api.store.schedules.createSchedule({ ...stored, scheduleId: `sch_${String(index).padStart(32, '0')}` }),
      ),
    );
    const oneMore = () => api.call('create-schedule', { owner: 'collector', body: DAILY });
    expect(problemOf(await oneMore())).toMatchObject({ status: 429, code: 'too-many-schedules' });
    expect(await call('delete-schedule', on(first, 'collector'))).toMatchObject({ status: 200, body: { id: first } });
    expect(problemOf(await api.call('get-schedule', on(first, 'collector'))).code).toBe('schedule-not-found');
    expect((await oneMore()).statusCode).toBe(201);
  });

  test('is tried out without being kept: it tells of its runs, or of what is wrong', async () => {
    const { status, body } = await call('create-schedule', { body: { ...DAILY, dryRun: true }, owner: 'careful' });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...DAILY,
      nextRuns: Array.from({ length: LIMITS.shownRuns }, () => expect.any(String)),
    });
    expect(body).not.toHaveProperty('id');
    expect((await call('list-schedules', { owner: 'careful' })).body).toEqual({ schedules: [] });
    const refused = await api.call('create-schedule', { body: { ...DAILY, cron: 'x', dryRun: true } });
    expect(problemOf(refused).errors?.map(({ pointer }) => pointer)).toEqual(['#/cron']);

    const { id } = await create(DAILY);
    const before = await read(id);
    const tried = await update(id, { rateSeconds: 3600, dryRun: true });
    expect(tried).toMatchObject({ id, rateSeconds: 3600 });
    expect(tried.nextRuns).not.toEqual(before.nextRuns);
    expect(await read(id)).toEqual(before);
    expect((await api.store.schedules.getSchedule(id))?.request).not.toHaveProperty('dryRun');
  });

  test('that is changed keeps what is not named, and takes a rate in the place of a cron expression', async () => {
    const { id, input } = await create({ ...DAILY, name: 'Every morning' });
    const renamed = await update(id, { name: 'Early', overlap: 'queue' });
    expect(renamed).toMatchObject({ ...DAILY, name: 'Early', overlap: 'queue', input });
    const changed = await update(id, { rateSeconds: 3600 });
    expect(changed).toMatchObject({ name: 'Early', rateSeconds: 3600 });
    expect(changed).not.toHaveProperty('cron');
    expect(changed).not.toHaveProperty('timeZone');
  });

  test('loses what a change names with null, and can lose nothing that it needs', async () => {
    const { id } = await create({
      ...DAILY,
      name: 'Every morning',
      maxAttempts: 2,
      priority: 'high',
      tags: { a: 'b' },
    });
    await update(id, { uniqueKey: 'report', onConflict: 'replace' });
    const none = { name: null, maxAttempts: null, priority: null, uniqueKey: null, onConflict: null, tags: null };
    const changed = await update(id, { ...none, webhook: null });
    expect(changed).toMatchObject({ ...DAILY, tags: {} });
    for (const name of ['name', 'maxAttempts', 'priority']) expect(changed).not.toHaveProperty(name);
    const { request } = (await api.store.schedules.getSchedule(id)) ?? {};
    expect(Object.keys(request ?? {}).toSorted()).toEqual(['input', 'type']);
    for (const needed of ['type', 'cron', 'overlap']) {
      const refused = await api.call('update-schedule', { ...on(id), body: { [needed]: null } });
      expect(problemOf(refused).errors?.map(({ pointer }) => pointer)).toEqual([`#/${needed}`]);
    }
  });

  test('makes nothing while it is paused, and goes on with its next time', async () => {
    const { id } = await create({ ...TEXT_JOB, rateSeconds: 3600 });
    expect(await update(id, { paused: true })).toMatchObject({ paused: true, nextRuns: [] });
    api.advance(3 * 3600 * 1000);
    await run();
    expect(await read(id)).not.toHaveProperty('lastRun');
    const [next = ''] = (await update(id, { paused: false })).nextRuns;
    expect(Date.parse(next)).toBeGreaterThan(Date.now() + 3 * 3600 * 1000);
  });
});

describe('a schedule is refused', () => {
  test.each([
    ['without a time', TEXT_JOB, ['#/cron']],
    ['with two', { ...DAILY, rateSeconds: 60 }, ['#/rateSeconds']],
    ['more often than every minute', { ...TEXT_JOB, rateSeconds: 59 }, ['#/rateSeconds']],
    ['with six fields', { ...TEXT_JOB, cron: '* * * * * *' }, ['#/cron']],
    ['with a name for a time', { ...TEXT_JOB, cron: '@daily' }, ['#/cron']],
    ['with nonsense', { ...TEXT_JOB, cron: '61 * * * *' }, ['#/cron']],
    ['for a day that never comes', { ...TEXT_JOB, cron: '0 0 30 2 *' }, ['#/cron']],
    ['in a zone that there is not', { ...DAILY, timeZone: 'Mars/Olympus' }, ['#/timeZone']],
    ['in an offset, which knows no summer', { ...DAILY, timeZone: '+01:00' }, ['#/timeZone']],
    ['in a zone without a cron expression', { ...TEXT_JOB, rateSeconds: 60, timeZone: 'UTC' }, ['#/timeZone']],
    ['with a delay', { ...DAILY, delaySeconds: 5 }, ['#/delaySeconds']],
    [
      'with several faults',
      { ...DAILY, cron: 'x', maxAttempts: 4, input: {} },
      ['#/cron', '#/maxAttempts', '#/input/source'],
    ],
    [
      'with an upload',
      {
        ...DAILY,
        type: 'image-transform',
        input: { image: { uploadId: `upl_${'0'.repeat(32)}` }, outputs: [{ fileName: 'a.png', format: 'png' }] },
      },
      ['#/input/image/uploadId'],
    ],
    [
      'with a large input',
      { ...DAILY, input: { source: { text: 'x'.repeat(LIMITS.scheduledInputBytes) } } },
      ['#/input'],
    ],
  ])('%s, and the field is named', async (_, body, pointers) => {
    const problem = problemOf(await api.call('create-schedule', { body, owner: 'refused' }));
    expect(problem).toMatchObject({ status: 422, code: 'validation-failed' });
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(pointers);
  });

  test('when a change makes it wrong, which then changes nothing', async () => {
    const { id } = await create(DAILY);
    const before = await read(id);
    const problem = problemOf(await api.call('update-schedule', { ...on(id), body: { cron: 'never', input: {} } }));
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(['#/cron', '#/input/source']);
    expect(problemOf(await api.call('update-schedule', { ...on(id), body: {} })).status).toBe(422);
    expect(await read(id)).toEqual(before);
  });

  test('of a job type that there is not', async () => {
    const problem = problemOf(await api.call('create-schedule', { body: { ...DAILY, type: 'mine-bitcoin' } }));
    expect(problem).toMatchObject({ status: 422, code: 'unknown-job-type' });
  });

  test('without the scope to submit jobs', async () => {
    const { statusCode } = await api.call('create-schedule', { body: DAILY, scopes: 'jobs:read' });
    expect(statusCode).toBe(403);
  });
});

describe('the jobs of a schedule', () => {
  beforeEach(async () => {
    await api.receiveAll(QUEUE);
  });

  test('are made ahead of their time, once, with all that the schedule says', async () => {
    const { id, nextRuns } = await create(
      { ...TEXT_JOB, rateSeconds: 60, tags: { by: 'clock' }, maxAttempts: 2 },
      'runner',
    );
    expect(await run()).toMatchObject({ failed: 0, refused: 0 });
    const schedule = (await call('get-schedule', on(id, 'runner'))).body as ScheduleView;
    expect(schedule.lastRun).toEqual({ runAt: nextRuns[0], jobId: expect.stringMatching(/^job_/) });
    expect(schedule.nextRuns[0]).toBe(nextRuns[1]);
    const job = await api.store.jobs.getJob(schedule.lastRun?.jobId ?? '');
    expect(job).toMatchObject({
      owner: 'runner',
      status: 'QUEUED',
      runAt: Date.parse(nextRuns[0] ?? ''),
      tags: { by: 'clock' },
      maxAttempts: 2,
    });
    await run();
    expect((await call('get-schedule', on(id, 'runner'))).body as ScheduleView).toEqual(schedule);
    api.advance(60_000);
    expect(jobIdsOf(await api.receiveAll(QUEUE)).filter((jobId) => jobId === job?.jobId)).toHaveLength(0);
  });

  test('have a large input and a webhook, as a submission can have them', async () => {
    const owner = 'caller';
    const webhook = { url: 'https://receiver.example.com/hook' };
    const input = { source: { text: 'All the world is a stage. '.repeat(200) } };
    const body = { type: 'text-analyze', input, rateSeconds: 60, webhook };
    expect(problemOf(await api.call('create-schedule', { owner, body })).code).toBe('webhook-secret-missing');
    await api.call('rotate-webhook-secret', { owner });
    const { id } = await create(body, owner);
    await call('update-schedule', { ...on(id, owner), body: { name: 'With a webhook' } });
    await run();
    const { lastRun } = (await call('get-schedule', on(id, owner))).body as ScheduleView;
    const job = await api.store.jobs.getJob(lastRun?.jobId ?? '');
    expect(job).toMatchObject({ webhook, input: { key: expect.stringMatching(/^jobs\//) } });
  });

  test('take the place of the one before', async () => {
    const { id } = await create({ ...TEXT_JOB, rateSeconds: 600, overlap: 'cancel-previous' }, 'canceller');
    api.advance(601_000);
    await run();
    const first = ((await call('get-schedule', on(id, 'canceller'))).body as ScheduleView).lastRun?.jobId ?? '';
    api.advance(600_000);
    await run();
    const second = ((await call('get-schedule', on(id, 'canceller'))).body as ScheduleView).lastRun?.jobId ?? '';
    expect(await api.store.jobs.getJob(first)).toMatchObject({ status: 'CANCELLED' });
    expect(await api.store.jobs.getJob(second)).toMatchObject({ status: 'QUEUED' });
    expect(api.published.filter(({ subject }) => subject === first).map(({ type }) => type)).toContain('job.cancelled');
  });
});
