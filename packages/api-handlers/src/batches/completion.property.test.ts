import { describe, expect, test } from '@jest/globals';
import { countMembers, jobEventOf } from '@jobs/job-store';
import { createMemoryJobStore } from '@jobs/job-store/memory';
import { isTerminal, type BatchManifest, type JobEvent } from '@jobs/shared-contracts';
import * as fc from 'fast-check';
import { cancelUnlessEnded } from '../cancel-job/cancel-job.ts';
import { retryJob } from '../retry-job/retry-job.ts';
import { settleJob } from '../settle-jobs/settle-job.ts';
import { submitBatch } from '../submit-batch/submit-batch.ts';
import { captureLog } from '../testing/captured-log.ts';
import { TEXT_JOB } from '../testing/start-api.ts';
import { lookAtBatches } from './look-at-batches.ts';

const MINUTE = 60_000;

/** A batch on a store in memory, what happens to its jobs, and the topic with everything that was told. */
async function start(size: number) {
  let clock = Date.parse('2027-01-01T00:00:00Z');
  const now = () => clock;
  const store = createMemoryJobStore({ clock: { now, after: () => () => {} } });
  const log = captureLog().logger;
  const deps = {
    ...store,
    webhookSecrets: { listSecrets: async () => [] },
    connections: { ownerWatchedUntil: async () => undefined },
    allowLoopback: false,
    eventSource: '/jobs/test',
    limitsOf: () => undefined,
    quotas: { maxActiveJobs: undefined, submissionsPerMinute: undefined },
    now,
    log,
  };
  const { batch } = await submitBatch(deps, {
    owner: 'acme',
    body: { jobs: Array.from({ length: size }, () => TEXT_JOB) },
    traceparent: '00-00000000000000000000000000000001-0000000000000001-01',
    traceId: '1',
    log,
  });
  const jobs = () => store.table.stored().map(({ job }) => job);
  const jobAt = (place: number) => {
    const job = jobs()[place % size];
    if (!job) throw new Error('There is no job');
    return job;
  };
  const end = async (place: number, how: 'succeed' | 'fail') => {
    const { jobId } = jobAt(place);
    const claim = await store.jobs.claimJob(jobId, { claimId: String(clock), leaseDurationMs: MINUTE });
    if (claim.outcome !== 'claimed') return;
    const ref = { jobId, attempt: claim.job.attempt, attempts: claim.job.attempts };
    if (how === 'succeed') await store.jobs.succeedAttempt(ref, { inline: null });
    else await store.jobs.failAttempt(ref, { code: 'broken', message: 'It is broken' });
    await store.events.publish([jobEventOf(jobAt(place), deps.eventSource)]);
  };
  return {
    end,
    cancel: (place: number) => cancelUnlessEnded(deps, { jobId: jobAt(place).jobId, owner: 'acme', log }),
    retry: async (place: number) => {
      const { jobId, status } = jobAt(place);
      if (status === 'FAILED') await retryJob(deps, { jobId, owner: 'acme', log });
    },
    /** Whatever was told so far may come at any time, and again. */
    settle: async (place: number) => {
      const told = store.events.published.filter(({ settles }) => settles);
      const event: JobEvent | undefined = told[place % Math.max(told.length, 1)];
      if (event) await settleJob(deps, event);
    },
    look: () => lookAtBatches(deps, MINUTE),
    advance: (ms: number) => {
      clock += ms;
    },
    jobs,
    counts: async () => countMembers(size, await store.batches.readMembers(batch.batchId)),
    truth: () => {
      const ended = Object.groupBy(jobs(), ({ status }) => status);
      const [succeeded, failed, cancelled] = (['SUCCEEDED', 'FAILED', 'CANCELLED'] as const).map(
        (status) => ended[status]?.length ?? 0,
      ) as [number, number, number];
      const pending = size - succeeded - failed - cancelled;
      return { total: size, refused: 0, pending, succeeded, failed, cancelled };
    },
    batch: async () => (await store.batches.getBatch(batch.batchId)) ?? batch,
    completions: () => store.batchEvents.published,
    manifest: async (key: string) => (await store.payloads.getJson(key)) as unknown as BatchManifest,
  };
}

const place = fc.nat(1000);
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ act: fc.constantFrom('succeed' as const, 'fail' as const), place }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('retry' as const), place }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('cancel' as const), place }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('settle' as const), place }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('look' as const), place }) },
);

/** More than there are events. */
const EVENTS = Array.from({ length: 200 }, (_, index) => index);
const anyOrder = fc.shuffledSubarray(EVENTS, { minLength: EVENTS.length });

describe('the counts of a batch', () => {
  test('end as what its jobs are, and it completes once, however its events come, are doubled or get lost', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.array(step, { maxLength: 40 }), async (size, steps) => {
        const running = await start(size);
        for (const { act, place: at } of steps) {
          running.advance(1000);
          if (act === 'succeed' || act === 'fail') await running.end(at, act);
          else if (act === 'look') {
            running.advance(3 * MINUTE);
            await running.look();
          } else await running[act](at);
          // At no time was it complete before all had ended.
          const { completedCounts } = await running.batch();
          expect(completedCounts?.pending ?? 0).toBe(0);
          expect(running.completions().length).toBeLessThanOrEqual(1);
        }
        for (const index of running.jobs().keys()) await running.end(index, 'succeed');
        // Nothing else is told: what was lost, the reconciler finds.
        running.advance(65 * MINUTE);
        await running.look();
        const batch = await running.batch();
        expect(batch.completedAt).toBeDefined();
        expect(batch.dueAt).toBeUndefined();
        expect(running.completions()).toHaveLength(1);
        expect(running.completions()[0]?.data.counts).toEqual(batch.completedCounts);
        const manifest = await running.manifest(batch.manifestKey ?? '');
        expect(manifest.counts).toEqual(batch.completedCounts);
        expect(manifest.jobs.map(({ status }) => status).filter((status) => status === 'FAILED')).toHaveLength(
          manifest.counts.failed,
        );
      }),
      { numRuns: 150 },
    );
  });

  test('are what its jobs are, once each event has come, in any order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), anyOrder, async (steps, order) => {
        const running = await start(3);
        for (const { act, place: at } of steps) {
          running.advance(1000);
          if (act === 'succeed' || act === 'fail') await running.end(at, act);
          else if (act !== 'look') await running[act](at);
        }
        for (const index of order) await running.settle(index);
        expect(await running.counts()).toEqual(running.truth());
        const { completedAt } = await running.batch();
        const haveEnded = running.jobs().every(({ status }) => isTerminal(status));
        expect(completedAt !== undefined || !haveEnded).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
