import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Followers } from '../port/followers.ts';
import { newJobId } from './new-job.ts';

/** What every adapter of `Followers` must do. */
export function followersPortSuite(
  name: string,
  start: () => Promise<{ readonly followers: Followers; stop(): Promise<void> }>,
): void {
  describe(`${name} as the followers of jobs`, () => {
    let running: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(() => running.stop());

    const listAll = async (awaitedId: string, limit = 100) => {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await running.followers.listFollowers(awaitedId, { limit, ...(cursor && { cursor }) });
        found.push(...page.jobIds);
        ({ cursor } = page);
      } while (cursor !== undefined);
      return found;
    };

    test('a job is found under each that it waits for, once, however often it is linked', async () => {
      const [first, second, other, jobId] = [newJobId(), newJobId(), newJobId(), newJobId()];
      await running.followers.addFollower(jobId, [first, second]);
      await running.followers.addFollower(jobId, [first, second]);
      expect(await listAll(first)).toEqual([jobId]);
      expect(await listAll(second)).toEqual([jobId]);
      expect(await listAll(other)).toEqual([]);
    });

    test('a job may have many followers: they are listed page by page', async () => {
      const awaitedId = newJobId();
      const jobIds = Array.from({ length: 25 }, newJobId);
      await Promise.all(jobIds.map((jobId) => running.followers.addFollower(jobId, [awaitedId])));
      expect((await listAll(awaitedId, 10)).toSorted()).toEqual(jobIds.toSorted());
    });
  });
}
