import type { JobRecord } from '@jobs/job-store';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { DEFAULT_RUNS, loadModelRuns } from './load-model-runs.ts';
import { failureReport } from './report-failure.ts';
import { checkModel } from './run-model.ts';
import { isRelease, isRedrive } from './write-faults.ts';
import type { World } from './world.ts';

/** A run's changes of state, as pairs of the state before and after. */
const changesOf = ({ history }: World) =>
  [...history.jobs.values()].flatMap(({ periods }) =>
    periods.slice(1).map(({ state }, index) => ({ before: periods[index]?.state ?? state, after: state })),
  );

const isLaterRound = ({ orderRound = 0 }: JobRecord) => orderRound > 0;

const journalOf = ({ history }: World) => history.journal;

describe('the protocol, whatever comes in between', () => {
  test(
    'keeps its promises',
    async () => {
      // oxlint-disable-next-line node/no-process-env -- how often, and which run, is for whoever runs the test to say
      const details = await checkModel(loadModelRuns(process.env), { maxShrinks: 150 });
      expect(details.failed ? failureReport(details) : '').toBe('');
    },
    24 * 60 * 60 * 1000,
  );
});

describe('the runs of the model', () => {
  const worlds: World[] = [];
  beforeAll(async () => {
    await checkModel({ ...DEFAULT_RUNS, numRuns: 150 }, { maxShrinks: 0 }, (world) => {
      worlds.push(world);
    });
  }, 60_000);

  test('are the same for the same seed', async () => {
    const again: World[] = [];
    await checkModel({ ...DEFAULT_RUNS, numRuns: 10 }, { maxShrinks: 0 }, (world) => {
      again.push(world);
    });
    expect(again.map(journalOf)).toEqual(worlds.slice(0, 10).map(journalOf));
  });

  test.each([
    ['succeed', ({ after }) => after.status === 'SUCCEEDED'],
    ['fail', ({ after }) => after.status === 'FAILED'],
    ['lose their last worker', ({ after }) => after.error?.code === 'worker-lost'],
    [
      'are cancelled while they wait',
      ({ before, after }) => before.status === 'QUEUED' && after.status === 'CANCELLED',
    ],
    [
      'are cancelled while they run',
      ({ before, after }) => before.status === 'RUNNING' && after.status === 'CANCELLED',
    ],
    ['are tried again', ({ before, after }) => after.status === 'QUEUED' && after.error?.attempt === before.attempt],
    ['are released', ({ before, after }) => isRelease(before, after)],
    ['are taken over', ({ before, after }) => before.status === 'RUNNING' && after.status === 'RUNNING'],
    ['are redriven', ({ before, after }) => isRedrive(before, after)],
    ['start after others', ({ before, after }) => before.waitsFor !== undefined && after.status === 'QUEUED'],
    ['can’t start after others', ({ after }) => after.error?.code === 'after-failed'],
    ['get a slot', ({ before, after }) => before.heldLine !== undefined && after.status === 'QUEUED'],
    ['get a slot once more', ({ after }) => after.limitKey !== undefined && isLaterRound(after)],
    ['start in an order', ({ after }) => after.orderGroup !== undefined && after.status === 'RUNNING'],
    ['have a place in it once more', ({ after }) => after.orderGroup !== undefined && isLaterRound(after)],
  ] as const satisfies [string, (change: ReturnType<typeof changesOf>[number]) => boolean][])(
    'have jobs that %s',
    (_, isSuch) => {
      expect(worlds.flatMap(changesOf).filter(isSuch).length).toBeGreaterThan(0);
    },
  );

  test.each([
    ['processes that die', /is gone/],
    ['messages that are received once too often', /moved .* to the dead letters/],
    ['leases that are over sooner than their holder expects', /took job_\w+ \d+ ms before worker \d+ expects it/],
    ['messages that come twice', /received message-\d+ \(2\)/],
    ['messages that the reconciler sends', /reconcile-jobs \d+ sent/],
    ['cancellations that the reconciler publishes', /reconcile-jobs \d+ published .* job.cancelled/],
    ['jobs that settle-jobs has run', /settle-jobs \d+ sent/],
    ['jobs that the reconciler has run in their stead', /reconcile-jobs \d+ wrote: \S+ is QUEUED v/],
  ])('have %s', (_, line) => {
    expect(worlds.flatMap(journalOf).some((entry) => line.test(entry))).toBe(true);
  });
});
