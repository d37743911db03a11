import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JobFilter, JobLists, JobPage, ListPosition, ListQuery } from '../port/job-lists.ts';
import type { JobTable, NewJob } from '../port/job-table.ts';
import { newJob } from './new-job.ts';
import type { TestClock } from './test-clock.ts';

let owners = 0;
/** One that no other case has jobs of. */
const newOwner = () => `owner-${++owners}`;

const idsOf = ({ jobs }: JobPage) => jobs.map(({ jobId }) => jobId);

/** All pages, and what is done after each of them. */
const walk = async (
  list: (after: ListPosition | undefined) => Promise<JobPage>,
  afterPage: () => Promise<unknown> = async () => {},
) => {
  const pages: JobPage[] = [];
  let after: ListPosition | undefined;
  do {
    const page = await list(after);
    pages.push(page);
    after = page.next;
    await afterPage();
  } while (after !== undefined);
  return pages;
};
const goOn = (after: ListPosition | undefined) => (after ? { after } : {});

/** What every adapter of `JobLists` must do. `clock` is the one that table and lists were given. */
export function jobListsPortSuite(
  name: string,
  start: () => Promise<{
    readonly jobs: JobTable;
    readonly jobLists: JobLists;
    readonly clock: TestClock;
    stop(): Promise<void>;
  }>,
): void {
  describe(`${name} as the lists of jobs`, () => {
    let running: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(async () => {
      await running.stop();
    });

    /** So many jobs one after the other, `stepMs` apart; the newest first. */
    const submit = async (
      owner: string,
      count: number,
      { stepMs = 1, ...changes }: Partial<NewJob> & { stepMs?: number } = {},
    ) => {
      const ids: string[] = [];
      for (let index = 0; index < count; index++) {
        running.clock.advance(stepMs);
        ids.unshift((await running.jobs.createJob(newJob({ owner, ...changes }))).job.jobId);
      }
      return ids;
    };
    const fail = async (jobId: string) => {
      await running.jobs.claimJob(jobId, { claimId: jobId, leaseDurationMs: 60_000 });
      const attempt = (await running.jobs.getJob(jobId))?.attempt ?? 0;
      await running.jobs.failAttempt({ jobId, attempt, attempts: [] }, { code: 'boom', message: 'Boom' });
    };
    const listJobs = (owner: string, query: Partial<ListQuery> & JobFilter = {}) =>
      running.jobLists.listJobs({ owner, limit: 10, ...query });

    test('an owner’s jobs come newest first, over all shards and pages', async () => {
      const owner = newOwner();
      const ids = await submit(owner, 45);
      const pages = await walk((after) => listJobs(owner, goOn(after)));
      expect(pages.map(({ jobs }) => jobs.length)).toEqual([10, 10, 10, 10, 5]);
      expect(pages.flatMap(idsOf)).toEqual(ids);
      expect(pages[0]?.jobs[0]).toEqual(await running.jobs.getJob(ids[0] ?? ''));
    });

    test('jobs of the same instant are each listed once', async () => {
      const owner = newOwner();
      const ids = await submit(owner, 40, { stepMs: 0 });
      const listed = (await walk((after) => listJobs(owner, { limit: 7, ...goOn(after) }))).flatMap(idsOf);
      expect(listed.toSorted()).toEqual(ids.toSorted());
    });

    test('more jobs of the same instant than one read of a shard brings are each listed once', async () => {
      const owner = newOwner();
      const jobIds = Array.from(
        { length: 70 },
        (_, n) => `job_${n.toString(16).padStart(28, '0')}${owners.toString(16).padStart(3, '0')}0`,
      );
      for (const jobId of jobIds) await running.jobs.createJob(newJob({ owner, jobId }));
      const listed = (await walk((after) => listJobs(owner, { limit: 20, ...goOn(after) }))).flatMap(idsOf);
      expect(listed).toEqual(jobIds.toReversed());
    });

    test('jobs that are submitted between two pages make no older one come twice or not at all', async () => {
      const owner = newOwner();
      const ids = await submit(owner, 30);
      const listed = await walk(
        (after) => listJobs(owner, { limit: 4, ...goOn(after) }),
        () => submit(owner, 3),
      );
      expect(listed.flatMap(idsOf)).toEqual(ids);
    });

    test('another owner’s jobs are not in the list, also when one name begins with the other', async () => {
      const [owner, other] = [newOwner(), newOwner()];
      const ids = await submit(owner, 3);
      await submit(other, 3);
      await submit(`${owner}x`, 3);
      expect(await listJobs(owner)).toMatchObject({ jobs: ids.map((jobId) => ({ jobId, owner })) });
      expect(await listJobs(`${owner}-nobody`)).toEqual({ jobs: [] });
    });

    test('another owner’s place changes nothing of whose jobs are listed', async () => {
      const [owner, other] = [newOwner(), newOwner()];
      const ids = await submit(owner, 2);
      await submit(other, 2);
      const { next } = await listJobs(other, { limit: 1 });
      expect(idsOf(await listJobs(owner, goOn(next)))).toEqual(ids);
    });

    test('a filter leaves out what does not fit, and its pages lead to all that does', async () => {
      const owner = newOwner();
      const [wanted] = await submit(owner, 1, { type: 'text-analyze' });
      await submit(owner, 20);
      const [cancelled = ''] = await submit(owner, 1, { type: 'text-analyze' });
      await running.jobs.requestCancel(cancelled, owner);
      const all = (query: Partial<ListQuery> & JobFilter) =>
        walk((after) => listJobs(owner, { limit: 1, ...query, ...goOn(after) })).then((pages) => pages.flatMap(idsOf));
      expect(await all({ type: 'text-analyze' })).toEqual([cancelled, wanted]);
      expect(await all({ type: 'text-analyze', status: 'QUEUED' })).toEqual([wanted]);
      expect(await all({ status: 'CANCELLED' })).toEqual([cancelled]);
      expect(await all({ status: 'RUNNING' })).toEqual([]);
    });

    test('a tag is a filter, by its name and its value', async () => {
      const owner = newOwner();
      const [blue] = await submit(owner, 1, { tags: { team: 'blue', tier: '1' } });
      await submit(owner, 1, { tags: { team: 'red', tier: 'blue' } });
      await submit(owner, 1, { tags: {} });
      const tagged = async (tag: string, value: string) => idsOf(await listJobs(owner, { tag: { name: tag, value } }));
      expect(await tagged('team', 'blue')).toEqual([blue]);
      expect(await tagged('team', 'green')).toEqual([]);
      expect(await tagged('toString', 'blue')).toEqual([]);
    });

    test('times are bounds: from the first on, and before the second, also over pages', async () => {
      const owner = newOwner();
      const ids = (await submit(owner, 12, { stepMs: 1000 })).toReversed();
      const created = await Promise.all(ids.map(async (id) => (await running.jobs.getJob(id))?.createdAt ?? 0));
      const [createdFrom = 0, createdBefore = 0] = [created[3], created[9]];
      const between = await walk((after) => listJobs(owner, { limit: 4, createdFrom, createdBefore, ...goOn(after) }));
      expect(between.flatMap(idsOf)).toEqual(ids.slice(3, 9).toReversed());
      expect(idsOf(await listJobs(owner, { limit: 20, createdFrom: created[11] ?? 0 }))).toEqual([ids[11]]);
      expect(idsOf(await listJobs(owner, { limit: 20, createdBefore: created[1] ?? 0 }))).toEqual([ids[0]]);
      expect(await listJobs(owner, { createdFrom, createdBefore: createdFrom })).toEqual({ jobs: [] });
    });

    test('failed jobs of all owners come last failed first, and a retried one is gone', async () => {
      const type = 'document-render';
      const [a = '', b = '', c = ''] = [
        ...(await submit(newOwner(), 1, { type })),
        ...(await submit(newOwner(), 2, { type })),
      ];
      await submit(newOwner(), 2, { type });
      for (const jobId of [b, a, c]) {
        running.clock.advance(1);
        await fail(jobId);
      }
      const failures = (limit: number) =>
        walk((after) => running.jobLists.listFailures({ limit, type, ...goOn(after) })).then((pages) =>
          pages.flatMap(idsOf),
        );
      expect(await failures(2)).toEqual([c, a, b]);
      await running.jobs.retryFailedJob(a, 1);
      expect(await failures(10)).toEqual([c, b]);
      running.clock.advance(1);
      await fail(a);
      expect(await failures(1)).toEqual([a, c, b]);
      expect((await running.jobLists.listFailures({ limit: 10 })).jobs.map(({ status }) => status)).toContain('FAILED');
      expect(idsOf(await running.jobLists.listFailures({ limit: 10, type: 'image-transform' }))).toEqual([]);
    });

    // Last, since it moves the clock by a month.
    test('a job whose time is over is not listed, also while it is still stored', async () => {
      const owner = newOwner();
      await submit(owner, 2);
      running.clock.advance(31 * 24 * 60 * 60 * 1000);
      const ids = await submit(owner, 1);
      expect(await listJobs(owner)).toMatchObject({ jobs: [{ jobId: ids[0] }] });
      expect((await listJobs(owner)).jobs).toHaveLength(1);
    });
  });
}
