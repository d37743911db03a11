import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DependencyError, type ListQuery } from '@jobs/job-store';
import {
  deadLetterQueueName,
  queueName,
  type AuditEntry,
  type AuditList,
  type JobTypeControl,
  type JobTypeView,
  type OperationId,
  type Overview,
  type RetryJobsOutcome,
} from '@jobs/shared-contracts';
import type { ApiResponse } from '../http/api-event.ts';
import { lambdaContext } from '../testing/lambda-context.ts';
import { jobIdsOf, jobOf, problemOf, startApi, TEXT_JOB, type TestApi } from '../testing/start-api.ts';

const { type } = TEXT_JOB;
const away = () => Promise.reject(new DependencyError('DynamoDB', 'Any', true, new Error('away')));
const AS_OPERATOR = { owner: 'platform', scopes: 'operator' };

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- an answer is what its route says
const parsed = <T>({ body = '' }: ApiResponse) => JSON.parse(body) as T;
const submit = async (changes: object = {}) => {
  api.advance(1);
  return jobOf(await api.call('submit-job', { body: { ...TEXT_JOB, ...changes } })).id;
};
async function failedJob(code: string, changes: object = {}): Promise<string> {
  const jobId = await submit(changes);
  await api.store.jobs.claimJob(jobId, { claimId: jobId, leaseDurationMs: 60_000 });
  await api.store.jobs.failAttempt({ jobId, attempt: 1, attempts: [] }, { code, message: 'Boom' });
  return jobId;
}
const act = (operationId: OperationId, request: object) => api.call(operationId, { ...AS_OPERATOR, ...request });
const retry = async (body: object) => parsed<RetryJobsOutcome>(await act('retry-jobs', { body }));
const onType = (operationId: 'pause-job-type' | 'resume-job-type', body?: object) =>
  act(operationId, { pathParameters: { type }, ...(body && { body }) });
const trail = async (query: Record<string, string> = {}) => parsed<AuditList>(await act('list-audit', { query }));
const lastEntry = async (): Promise<AuditEntry | undefined> => (await trail({ limit: '1' })).entries[0];
const statusOf = async (jobId: string) => (await api.store.jobs.getJob(jobId))?.status;

describe('a job type that an operator pauses', () => {
  test('is shown as paused until it is resumed: to operators by whom, to others not', async () => {
    const seen = async () => {
      const view = parsed<JobTypeView>(await api.call('get-job-type', { pathParameters: { type } }));
      const { jobTypes } = parsed<Overview>(await act('get-overview', {}));
      return [view.paused, jobTypes.find((each) => each.type === type)?.paused];
    };
    expect(await seen()).toEqual([undefined, undefined]);
    const { paused } = parsed<JobTypeControl>(
      await onType('pause-job-type', { reason: 'The model is being replaced' }),
    );
    const since: unknown = expect.any(String);
    expect(paused).toEqual({ since, by: 'platform', reason: 'The model is being replaced' });
    expect(await seen()).toEqual([{ since, reason: 'The model is being replaced' }, paused]);
    expect(parsed(await onType('resume-job-type'))).toEqual({ type });
    expect(await seen()).toEqual([undefined, undefined]);
  });

  test('still takes submissions, whose messages wait', async () => {
    await onType('pause-job-type', {});
    const jobId = await submit();
    expect(jobIdsOf(await api.receiveAll(queueName(type, 'standard')))).toContain(jobId);
    expect(await statusOf(jobId)).toBe('QUEUED');
    await onType('resume-job-type');
  });

  test('is described also while nobody can tell whether it is paused', async () => {
    const controls = { ...api.store.controls, getPause: away };
    const described = await api.call('get-job-type', { pathParameters: { type } }, { store: { controls } });
    expect(parsed<JobTypeView>(described)).toMatchObject({ name: type });
  });

  test('must be one', async () => {
    for (const operationId of ['pause-job-type', 'resume-job-type'] as const) {
      const refused = await act(operationId, { pathParameters: { type: 'no-such-type' }, body: {} });
      expect(problemOf(refused)).toMatchObject({ status: 404, code: 'job-type-not-found' });
    }
    const refused = await onType('pause-job-type', { reason: 'x'.repeat(501) });
    expect(problemOf(refused)).toMatchObject({ code: 'validation-failed', errors: [{ pointer: '#/reason' }] });
  });
});

describe('failed jobs that an operator retries by filter', () => {
  test('are those that fit all that is said, and a dry run changes none of them', async () => {
    const before = new Date(Date.now() - 60_000).toISOString();
    const wanted = await failedJob('upstream-away', { tags: { team: 'a' } });
    const others = [
      await failedJob('upstream-away', { tags: { team: 'b' } }),
      await failedJob('bad-input', { tags: { team: 'a' } }),
    ];
    const filter = {
      type,
      owner: 'acme',
      errorCode: 'upstream-away',
      tag: 'team=a',
      createdFrom: before,
      failedFrom: before,
    };
    const dry = await retry({ ...filter, dryRun: true });
    expect(dry).toMatchObject({ matched: 1, retried: 0, skipped: 0, sample: [{ id: wanted, status: 'FAILED' }] });
    expect(await statusOf(wanted)).toBe('FAILED');
    for (const none of [{ failedBefore: before }, { createdBefore: before }, { owner: 'nobody' }]) {
      expect(await retry({ ...filter, ...none, dryRun: true })).toMatchObject({ matched: 0 });
    }
    expect(await retry(filter)).toMatchObject({ matched: 1, retried: 1, skipped: 0 });
    expect(await statusOf(wanted)).toBe('QUEUED');
    for (const jobId of others) expect(await statusOf(jobId)).toBe('FAILED');
  });

  test('are retried so many at a time, on from a cursor, and each once however often that is sent', async () => {
    const jobIds: string[] = [];
    for (let n = 0; n < 5; n++) jobIds.unshift(await failedJob('many'));
    const first = await retry({ errorCode: 'many', maxJobs: 2 });
    expect(first).toMatchObject({ retried: 2, sample: [{ id: jobIds[0] }, { id: jobIds[1] }] });
    const second = await retry({ errorCode: 'many', maxJobs: 2, cursor: first.nextCursor });
    expect(second).toMatchObject({ retried: 2, sample: [{ id: jobIds[2] }, { id: jobIds[3] }] });
    expect(await retry({ errorCode: 'many', maxJobs: 2, cursor: first.nextCursor })).toMatchObject({ retried: 1 });
    expect(await retry({ errorCode: 'many' })).toMatchObject({ matched: 0, retried: 0 });
    for (const jobId of jobIds) expect(await api.store.jobs.getJob(jobId)).toMatchObject({ maxAttempts: 4 });
  });

  test('are skipped when somebody else was quicker', async () => {
    const jobId = await failedJob('raced');
    const jobLists = {
      ...api.store.jobLists,
      listFailures: async (query: ListQuery) => {
        const page = await api.store.jobLists.listFailures(query);
        await api.store.jobs.retryFailedJob(jobId, 3);
        return page;
      },
    };
    const response = await api.call(
      'retry-jobs',
      { ...AS_OPERATOR, body: { errorCode: 'raced' } },
      { store: { jobLists } },
    );
    expect(parsed(response)).toMatchObject({ matched: 1, retried: 0, skipped: 1 });
  });

  test.each(['retry-jobs', 'redrive-jobs'] as const)(
    'begin no faster than %s was told: later ones have delayed messages, and are due later',
    async (operationId) => {
      const jobIds: string[] = [];
      for (let n = 0; n < 5; n++) jobIds.push(await failedJob(`rate-${operationId}`));
      const letters = operationId === 'redrive-jobs' ? jobIds.map((jobId) => ({ jobId, owner: 'acme' })) : [];
      await api.store.queues.sendMessages(deadLetterQueueName(type), letters);
      const sent: number[] = [];
      const queues = {
        ...api.store.queues,
        sendMessages: async (_queue: string, messages: readonly { readonly delaySeconds?: number }[]) =>
          void sent.push(...messages.map(({ delaySeconds = 0 }) => delaySeconds)),
      };
      const filter = operationId === 'retry-jobs' ? { errorCode: `rate-${operationId}` } : { type };
      await api.call(operationId, { ...AS_OPERATOR, body: { ...filter, maxPerSecond: 2 } }, { store: { queues } });
      expect(sent.toSorted((a, b) => a - b)).toEqual([0, 0, 1, 1, 2]);
      const records = await Promise.all(jobIds.map((jobId) => api.store.jobs.getJob(jobId)));
      const delays = records.map((job) => (job?.dueAt ?? 0) - (job?.updatedAt ?? 0) - 120_000);
      expect(delays.toSorted((a, b) => a - b)).toEqual([0, 0, 1000, 1000, 2000]);
    },
  );

  test.each([
    [{ type: 'no-such-type' }, '#/type'],
    [{ failedFrom: 'yesterday' }, '#/failedFrom'],
    [{ tag: 'team' }, '#/tag'],
    [{ maxJobs: 101 }, '#/maxJobs'],
    [{ maxPerSecond: 0 }, '#/maxPerSecond'],
    [{ status: 'RUNNING' }, '#/status'],
  ])('are not found by %j, and the fault is named', async (body, pointer) => {
    const problem = problemOf(await act('retry-jobs', { body }));
    expect(problem).toMatchObject({ status: 422, code: 'validation-failed', errors: [{ pointer }] });
  });
});

describe('the audit trail', () => {
  test('tells who did what to what, how it ended, and by which request', async () => {
    const authorizer = { authenticated: 'true', owner: 'platform', scopes: 'operator', keyId: '0123456789abcdef' };
    const jobId = await failedJob('audited');
    await api.call('retry-any-job', { authorizer, pathParameters: { jobId } });
    expect(await lastEntry()).toEqual({
      id: expect.any(String),
      at: expect.any(String),
      action: 'job.retry',
      actor: 'platform',
      keyId: '0123456789abcdef',
      target: jobId,
      outcome: 'done',
      requestId: 'request-1',
    });
    await act('retry-any-job', { pathParameters: { jobId } });
    expect(await lastEntry()).toMatchObject({ action: 'job.retry', outcome: 'refused', code: 'job-not-failed' });
  });

  test.each<[string, () => Promise<unknown>, object]>([
    ['job.cancel', async () => act('cancel-any-job', { pathParameters: { jobId: await submit() } }), {}],
    ['jobs.retry', () => retry({ errorCode: 'none' }), { detail: { matched: 0, retried: 0, skipped: 0 } }],
    ['dead-letters.redrive', () => act('redrive-jobs', { body: { type } }), { target: type }],
    ['job-type.pause', () => onType('pause-job-type', { reason: 'A secret plan' }), { target: type }],
    ['job-type.resume', () => onType('resume-job-type'), { target: type }],
    ['webhook-secret.rotate', () => api.call('rotate-webhook-secret'), { actor: 'acme' }],
  ])('has %s, and so has the log, without what was said in confidence', async (action, run, more) => {
    await run();
    const entry = await lastEntry();
    expect(entry).toMatchObject({ action, outcome: 'done', ...more });
    const line = api.log.lines().findLast(({ msg }) => msg === 'audit');
    expect(line).toMatchObject({ audit: { auditId: entry?.id, action, outcome: 'done' } });
    expect(api.log.text()).not.toContain('A secret plan');
  });

  test('has a redrive by who invokes the function itself', async () => {
    await api.createHandler('redrive-dead-letters')({ type }, { ...lambdaContext, awsRequestId: 'invocation-1' });
    expect(await lastEntry()).toMatchObject({
      action: 'dead-letters.redrive',
      actor: 'aws-principal',
      requestId: 'invocation-1',
    });
  });

  test('has nothing of a dry run, nor of what was refused before anything was done', async () => {
    const before = await lastEntry();
    await retry({ dryRun: true });
    await act('redrive-jobs', { body: { type: 'no-such-type' } });
    await act('retry-jobs', { body: { failedFrom: 'x' } });
    await onType('pause-job-type', { reason: '' });
    expect(await lastEntry()).toEqual(before);
  });

  test('keeps from being done what it can not hold', async () => {
    const jobId = await failedJob('unheard');
    const auditLog = { ...api.store.auditLog, begin: away };
    const refused = await api.call(
      'retry-any-job',
      { ...AS_OPERATOR, pathParameters: { jobId } },
      { store: { auditLog } },
    );
    expect(problemOf(refused)).toMatchObject({ status: 503, code: 'service-unavailable' });
    expect(await statusOf(jobId)).toBe('FAILED');
  });

  test('leaves an action as begun whose end could not be written, and answers as it ended', async () => {
    const jobId = await failedJob('half-heard');
    const auditLog = { ...api.store.auditLog, end: away };
    const done = await api.call(
      'retry-any-job',
      { ...AS_OPERATOR, pathParameters: { jobId } },
      { store: { auditLog } },
    );
    expect(done.statusCode).toBe(202);
    expect(await lastEntry()).toMatchObject({ target: jobId, outcome: 'begun' });
  });

  test('is listed newest first, by action, actor and target, page by page', async () => {
    for (let n = 0; n < 3; n++) await onType('resume-job-type');
    const query = { action: 'job-type.resume', actor: 'platform', target: type };
    const all = (await trail(query)).entries;
    expect(all.map(({ at }) => at)).toEqual(
      all
        .map(({ at }) => at)
        .toSorted()
        .toReversed(),
    );
    expect(all.length).toBeGreaterThanOrEqual(3);
    const first = await trail({ ...query, limit: '1' });
    const second = await trail({ ...query, limit: '1', cursor: first.nextCursor ?? '' });
    expect([...first.entries, ...second.entries]).toEqual(all.slice(0, 2));
    expect((await trail({ ...query, actor: 'nobody' })).entries).toEqual([]);
  });

  test.each([
    [{ action: 'job.delete' }, '#/action'],
    [{ cursor: 'x' }, '#/cursor'],
    [{ limit: '0' }, '#/limit'],
  ])('is not listed by %j, and the fault is named', async (query, pointer) => {
    const problem = problemOf(await act('list-audit', { query }));
    expect(problem).toMatchObject({ code: 'validation-failed', errors: [{ pointer }] });
  });
});
