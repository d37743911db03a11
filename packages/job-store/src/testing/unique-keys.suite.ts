import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { UniqueKeys } from '../port/unique-keys.ts';
import { newJobId } from './new-job.ts';
import type { TestClock } from './test-clock.ts';

const newKey = () => ({ owner: 'acme', type: 'csv-etl', key: randomUUID() });

/** What every adapter of `UniqueKeys` must do. `clock` is the one that it was given. */
export function uniqueKeysPortSuite(
  name: string,
  start: () => Promise<{ readonly uniqueKeys: UniqueKeys; readonly clock: TestClock; stop(): Promise<void> }>,
): void {
  describe(`${name} as the unique keys`, () => {
    let running: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(() => running.stop());
    const hold = (ref: ReturnType<typeof newKey>, jobId: string, insteadOf?: string) =>
      running.uniqueKeys.holdKey(ref, {
        jobId,
        startsAt: running.clock.now(),
        ...(insteadOf !== undefined && { insteadOf }),
      });

    test('of many that ask at once, one holds the key, and the others learn who', async () => {
      const key = newKey();
      const jobIds = Array.from({ length: 10 }, newJobId);
      const outcomes = await Promise.all(jobIds.map((jobId) => hold(key, jobId)));
      const holder = jobIds[outcomes.findIndex(({ outcome }) => outcome === 'held')];
      const taken = { outcome: 'taken', jobId: holder, sinceMs: running.clock.now() };
      expect(outcomes.filter(({ outcome }) => outcome === 'taken')).toEqual(jobIds.slice(1).map(() => taken));
    });

    test('who holds it may ask again', async () => {
      const [key, jobId] = [newKey(), newJobId()];
      await hold(key, jobId);
      expect(await hold(key, jobId)).toEqual({ outcome: 'held' });
    });

    test('it goes on from the one that is named to one other', async () => {
      const [key, first, other] = [newKey(), newJobId(), newJobId()];
      await hold(key, first);
      expect(await hold(key, newJobId(), other)).toMatchObject({ outcome: 'taken', jobId: first });
      const next = [newJobId(), newJobId()];
      const outcomes = await Promise.all(next.map((jobId) => hold(key, jobId, first)));
      expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(['held', 'taken']);
    });

    test('another owner, job type or key is another', async () => {
      const key = newKey();
      const keys = [key, { ...key, owner: 'other' }, { ...key, type: 'text-analyze' }, newKey()];
      const outcomes = await Promise.all(keys.map((each) => hold(each, newJobId())));
      expect(outcomes.every(({ outcome }) => outcome === 'held')).toBe(true);
    });
  });
}
