import { describe, expect, test } from '@jest/globals';
import { chaosRows } from './report/chaos-table.ts';
import { runChaos } from './run-chaos.ts';

const TIME_LIMIT_MS = 10 * 60_000;

const signal = new AbortController().signal;

describe('the whole system', () => {
  test(
    'loses, doubles and strands nothing while workers are killed, paused and replaced and every service fails',
    async () => {
      const run = await runChaos({ seed: 1, jobs: 120, quick: true, signal });
      expect(run.violations).toEqual([]);
      expect(run.history.accepted).toHaveLength(120);
      expect(Object.fromEntries(run.disturber.counts)).toEqual({
        'kill-worker': 3,
        'stop-worker': 1,
        deploy: 1,
        'pause-worker': 1,
      });
      expect([...run.faults.keys()]).toEqual(
        expect.arrayContaining(['refused', 'cut before', 'answer lost', 'delayed']),
      );
      expect(Object.fromEntries(chaosRows(run))).toMatchObject({ seed: '1', 'jobs accepted': '120 of 120', lost: '0' });
    },
    TIME_LIMIT_MS,
  );
});
