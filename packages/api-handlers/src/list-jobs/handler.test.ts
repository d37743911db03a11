import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JobList } from '@jobs/shared-contracts';
import { jobOf, problemOf, startApi, TEXT_JOB, type TestApi } from '../testing/start-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const submit = async (owner: string) => {
  api.advance(1);
  return jobOf(await api.call('submit-job', { owner, body: TEXT_JOB })).id;
};
const list = (owner: string, query: Record<string, string> = {}) => api.call('list-jobs', { owner, query });
const pageOf = async (owner: string, query: Record<string, string> = {}) =>
  JSON.parse((await list(owner, query)).body ?? '') as JobList;

const idsOf = async (owner: string, query: Record<string, string> = {}) =>
  (await pageOf(owner, query)).jobs.map(({ id }) => id);

describe('listing jobs', () => {
  test('gives an owner’s jobs page by page, the newest first, whatever is submitted meanwhile', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 7; n++) ids.unshift(await submit('pager'));
    const listed: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await pageOf('pager', { limit: '3', ...(cursor !== undefined && { cursor }) });
      listed.push(...page.jobs.map(({ id }) => id));
      cursor = page.nextCursor;
      await submit('pager');
    } while (cursor !== undefined);
    expect(listed).toEqual(ids);
  });

  test('shows what a job’s own page shows, but for input and result', async () => {
    const jobId = await submit('reader');
    const { jobs } = await pageOf('reader');
    expect(jobs).toEqual([jobOf(await api.call('get-job', { owner: 'reader', pathParameters: { jobId } }))]);
  });

  test('never gives another owner’s jobs, with whosever cursor', async () => {
    const own = await submit('mallory');
    for (let n = 0; n < 3; n++) await submit('victim');
    const { nextCursor: cursor = '' } = await pageOf('victim', { limit: '1' });
    for (const query of [{}, { cursor }, { type: 'text-analyze' }, { status: 'QUEUED' }] as Record<string, string>[]) {
      expect(await idsOf('mallory', query)).toEqual([own]);
    }
  });

  test('leaves out what a filter does not name', async () => {
    const cancelled = await submit('filterer');
    await submit('filterer');
    await api.call('cancel-job', { owner: 'filterer', pathParameters: { jobId: cancelled } });
    expect(await idsOf('filterer', { status: 'CANCELLED' })).toEqual([cancelled]);
    expect(await idsOf('filterer', { type: 'text-analyze' })).toHaveLength(2);
    expect(await idsOf('filterer', { type: 'csv-etl' })).toEqual([]);
  });

  test('finds jobs by a tag and by when they were created', async () => {
    const tagged = (value: string) =>
      api.call('submit-job', { owner: 'finder', body: { ...TEXT_JOB, tags: { team: value } } });
    const first = jobOf(await tagged('blue=green'));
    api.advance(60_000);
    const second = jobOf(await tagged('blue=green'));
    await tagged('red');
    expect(await idsOf('finder', { tag: 'team=blue=green' })).toEqual([second.id, first.id]);
    expect(await idsOf('finder', { tag: 'team=blue=green', createdFrom: second.createdAt })).toEqual([second.id]);
    expect(await idsOf('finder', { createdBefore: second.createdAt })).toEqual([first.id]);
    expect(await idsOf('finder', { createdFrom: second.createdAt, createdBefore: first.createdAt })).toEqual([]);
  });

  test.each([
    [{ tag: 'team' }, ['#/tag']],
    [{ tag: '=blue' }, ['#/tag']],
    [{ tag: `team=${'x'.repeat(400)}` }, ['#/tag']],
    [{ createdFrom: '2027-01-31' }, ['#/createdFrom']],
    [{ createdFrom: '2027-01-31T06:00:00 01:00' }, ['#/createdFrom']],
    [{ createdBefore: '2027-13-31T06:00:00Z' }, ['#/createdBefore']],
    [{ createdBefore: '1900-01-01T00:00:00Z' }, ['#/createdBefore']],
    [{ limit: '0' }, ['#/limit']],
    [{ limit: '101' }, ['#/limit']],
    [{ limit: '1e1' }, ['#/limit']],
    [{ limit: '' }, ['#/limit']],
    [{ cursor: 'x' }, ['#/cursor']],
    [{ cursor: '' }, ['#/cursor']],
    [{ cursor: 'a'.repeat(5000) }, ['#/cursor']],
    [{ cursor: `${Buffer.from(`zz.${'0'.repeat(32)}`).toString('base64url')}=` }, ['#/cursor']],
    [{ status: 'queued' }, ['#/status']],
    [{ type: '__proto__' }, ['#/type']],
    [{ type: 'none', status: 'NONE', limit: 'many', cursor: '?' }, ['#/type', '#/status', '#/limit', '#/cursor']],
  ])('refuses %j, naming what is wrong', async (query, pointers) => {
    const problem = problemOf(await list('acme', query));
    expect(problem).toMatchObject({ status: 422, code: 'validation-failed' });
    expect(problem.errors?.map(({ pointer }) => pointer)).toEqual(pointers);
  });
});
