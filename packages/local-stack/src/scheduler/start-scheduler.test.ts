import { expect, test } from '@jest/globals';
import type { InvocationResult } from '../functions/invoke-function.ts';
import { startScheduler } from './start-scheduler.ts';

test('invokes the function again and again with a scheduled event, whatever becomes of a run', async () => {
  const outcomes: InvocationResult[] = [
    { ok: false, errorMessage: 'the table is away' },
    { ok: true, result: null },
  ];
  const invoked: unknown[] = [];
  const reports: string[] = [];
  const twice = Promise.withResolvers<void>();
  const scheduler = startScheduler({
    functionName: 'reconcile-jobs',
    intervalMs: 1,
    now: () => Date.UTC(2026, 10, 21, 2, 25, 45, 123),
    report: (message) => reports.push(message),
    invoke: async (functionName, event) => {
      invoked.push({ functionName, event });
      if (invoked.length === 2) twice.resolve();
      return outcomes[invoked.length - 1] ?? { ok: true, result: null };
    },
  });
  await twice.promise;
  await scheduler.stop();

  expect(reports).toEqual(['reconcile-jobs failed: the table is away']);
  expect(invoked[0]).toMatchObject({
    functionName: 'reconcile-jobs',
    event: {
      'detail-type': 'Scheduled Event',
      source: 'aws.scheduler',
      time: '2026-11-21T02:25:45Z',
      resources: ['arn:aws:scheduler:local:000000000000:schedule/default/reconcile-jobs'],
    },
  });
});
