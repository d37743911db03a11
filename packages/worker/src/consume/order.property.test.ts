import { expect, jest, test } from '@jest/globals';
import * as fc from 'fast-check';
import { jobIdOf, OrderWorld, type AttemptPlan } from '../testing/order-world.ts';

jest.setTimeout(60_000);

const JOBS = 4;
const job = fc.nat({ max: JOBS - 1 });
const dies = fc.boolean();

type Act = (world: OrderWorld) => Promise<void>;

const works = fc.tuple(job, fc.constantFrom<AttemptPlan[]>('succeed', 'fail', 'retry')).map(
  ([number, plan]): Act =>
    (world) =>
      world.work(jobIdOf(number), plan),
);
const retries = fc.tuple(job, dies).map(
  ([number, dead]): Act =>
    (world) =>
      world.retry(jobIdOf(number), dead),
);
const cancels = job.map(
  (number): Act =>
    (world) =>
      world.cancel(jobIdOf(number)),
);

/** What one of them does, one after the other. */
const worker = fc.array(works, { minLength: 4, maxLength: 12 });
const meddler = fc.array(fc.oneof(retries, retries, cancels), { maxLength: 6 });
const submissions = fc
  .array(fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }), {
    minLength: JOBS,
    maxLength: JOBS,
  })
  .map((dead): readonly Act[] => dead.map((dying, number) => (world) => world.submit(jobIdOf(number), dying)));

const actors = fc.tuple(submissions, worker, worker, worker, meddler, meddler);

test('jobs of a group are claimed in the order of their places and one at a time, whatever comes between two calls', async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), actors, async (scheduler, everybody) => {
      const world = new OrderWorld(() => scheduler.schedule(Promise.resolve()));
      const inTurn = async (acts: readonly Act[]) => {
        for (const act of acts) await act(world);
      };
      await scheduler.waitFor(Promise.all(everybody.map(inTurn)));
      const ids = Array.from({ length: JOBS }, (_, number) => jobIdOf(number));
      const left = await scheduler.waitFor(world.drain(ids));
      expect(world.faults).toEqual([]);
      expect(left).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
