import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MINUTE_MS, type JobStatistics, type MinuteCounts } from '../port/job-statistics.ts';

const NOON = Date.UTC(2026, 10, 2, 12);

const minute = (changes: Partial<MinuteCounts> = {}): MinuteCounts => ({
  startedAt: NOON,
  succeeded: 0,
  failed: 0,
  cancelled: 0,
  waits: new Map(),
  ...changes,
});

/** What every adapter of `JobStatistics` must do. */
export function jobStatisticsPortSuite(
  name: string,
  start: () => Promise<{ readonly jobStatistics: JobStatistics; stop(): Promise<void> }>,
): void {
  describe(`${name} as the statistics of jobs`, () => {
    let running: Awaited<ReturnType<typeof start>>;
    beforeAll(async () => {
      running = await start();
    });
    afterAll(async () => {
      await running.stop();
    });

    test('what several workers add to a minute is summed up, bucket by bucket', async () => {
      const { jobStatistics } = running;
      const adds = [
        minute({
          succeeded: 3,
          cancelled: 1,
          waits: new Map([
            [0, 1],
            [17, 2],
          ]),
        }),
        minute({
          succeeded: 4,
          failed: 2,
          waits: new Map([
            [17, 5],
            [150, 1],
          ]),
        }),
        minute({ failed: 1 }),
      ];
      await Promise.all(adds.map((counts) => jobStatistics.add('csv-etl', counts)));
      const waits = new Map([
        [0, 1],
        [17, 7],
        [150, 1],
      ]);
      expect(await jobStatistics.listMinutes('csv-etl', NOON)).toEqual([
        minute({ succeeded: 7, failed: 3, cancelled: 1, waits }),
      ]);
    });

    test('minutes are listed oldest first, from the one that is asked for on, of one job type', async () => {
      const { jobStatistics } = running;
      for (const after of [2, 0, 1, 61]) {
        await jobStatistics.add(
          'image-transform',
          minute({ startedAt: NOON + after * MINUTE_MS, succeeded: after + 1 }),
        );
      }
      await jobStatistics.add('text-analyze', minute({ startedAt: NOON + MINUTE_MS, succeeded: 9 }));
      const listed = await jobStatistics.listMinutes('image-transform', NOON + MINUTE_MS);
      expect(listed.map(({ startedAt, succeeded }) => [startedAt - NOON, succeeded])).toEqual([
        [MINUTE_MS, 2],
        [2 * MINUTE_MS, 3],
        [61 * MINUTE_MS, 62],
      ]);
    });

    test('a job type without any has no minutes', async () => {
      expect(await running.jobStatistics.listMinutes('document-render', 0)).toEqual([]);
    });
  });
}
