import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { newJob, newJobId } from '../new-job.ts';
import { expectOutcome, newClaim, queuedJob, runningJob, type JobTableSubject } from './subject.ts';

const newPlace = () => ({ jobId: newJobId(), round: 0 });

export function orderCases(subject: JobTableSubject): void {
  const order = () => subject().jobs;
  const placesOf = async (group: string) =>
    (await order().listPlaces(group)).map(({ jobId, round }) => ({ jobId, round }));

  describe('the order of a group', () => {
    test('places are listed as they were taken, with their time', async () => {
      const group = randomUUID();
      const places = [newPlace(), { jobId: newJobId(), round: 12 }, newPlace()];
      for (const place of places) expect(await order().takePlace(group, place)).toBe(true);
      const takenAt = subject().clock.now();
      expect(await order().listPlaces(group)).toEqual(places.map(({ jobId, round }) => ({ jobId, round, takenAt })));
    });

    test('of many that are taken at once, none is lost', async () => {
      const group = randomUUID();
      const places = Array.from({ length: 10 }, newPlace);
      await Promise.all(places.map((place) => order().takePlace(group, place)));
      const taken = await placesOf(group);
      expect(taken.map(({ jobId }) => jobId).toSorted()).toEqual(places.map(({ jobId }) => jobId).toSorted());
    });

    test('no more are taken than there may be', async () => {
      const group = randomUUID();
      const [first, second, third] = [newPlace(), newPlace(), newPlace()];
      expect(await order().takePlace(group, first, 2)).toBe(true);
      expect(await order().takePlace(group, second, 2)).toBe(true);
      expect(await order().takePlace(group, third, 2)).toBe(false);
      expect(await placesOf(group)).toEqual([first, second]);
    });

    test('the first place is left, and no other', async () => {
      const group = randomUUID();
      const [first, second] = [newPlace(), newPlace()];
      for (const place of [first, second]) await order().takePlace(group, place);
      await order().leavePlace(group, second);
      await order().leavePlace(group, { ...first, round: 1 });
      expect(await placesOf(group)).toEqual([first, second]);
      await order().leavePlace(group, first);
      await order().leavePlace(group, first);
      expect(await placesOf(group)).toEqual([second]);
    });

    test('a group that nobody joined has no places, and nothing to leave', async () => {
      const group = randomUUID();
      await order().leavePlace(group, newPlace());
      expect(await order().listPlaces(group)).toEqual([]);
    });

    test('a job that is queued on request is in another round, in which alone it is claimed', async () => {
      const { job, attempt } = await runningJob(subject, newJob({ orderGroup: randomUUID() }));
      expect(job.orderRound).toBe(0);
      await order().failAttempt(attempt, { code: 'broken', message: 'It broke' });
      const retried = expectOutcome(await order().retryFailedJob(job.jobId, 3), 'queued');
      expect(retried.job.orderRound).toBe(1);
      await expect(order().claimJob(job.jobId, { ...newClaim(), orderRound: 0 })).rejects.toThrow('kept changing');
      expectOutcome(await order().claimJob(job.jobId, { ...newClaim(), orderRound: 1 }), 'claimed');
    });

    test('a job of no group is claimed without a round', async () => {
      const { jobId, orderRound } = await queuedJob(subject);
      expect(orderRound).toBeUndefined();
      expectOutcome(await order().claimJob(jobId, newClaim()), 'claimed');
    });
  });
}
