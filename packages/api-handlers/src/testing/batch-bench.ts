import { randomUUID } from 'node:crypto';
import { jobEventOf } from '@jobs/job-store';
import type { BatchEvent, BatchSubmission, BatchView, JobEvent } from '@jobs/shared-contracts';
import type { ApiResponse } from '../http/api-event.ts';
import type { HandlerOverrides } from '../index.ts';
import { lambdaContext } from './lambda-context.ts';
import type { TestApi } from './start-api.ts';
import type { TestRequest } from './api-gateway-event.ts';

const LEASE_MS = 60_000;

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- what an answer is, the test says
export const bodyOf = <T>({ body = '' }: ApiResponse) => JSON.parse(body) as T;

export const idsOf = ({ results }: BatchSubmission) => results.map(({ jobId = '' }) => jobId);

/** A request that is about a batch. */
export const aboutBatch = (batchId: string, more: TestRequest = {}) => ({ pathParameters: { batchId }, ...more });

export const away = () => Promise.reject(new Error('away'));

/** What submits, ends, settles and completes the jobs of batches, on stand-ins. */
export function createBatchBench(api: TestApi) {
  const completions: BatchEvent[] = [];
  /** Whoever completes a batch. */
  const completing = (store: HandlerOverrides['store'] = {}): HandlerOverrides => ({
    store: {
      batchEvents: {
        publishBatch: async (event) => {
          await api.store.batchEvents.publishBatch(event);
          completions.push(event);
        },
      },
      ...store,
    },
  });
  const stored = async (jobId: string) => {
    const job = await api.store.jobs.getJob(jobId);
    if (!job) throw new Error(`${jobId} is not there`);
    return job;
  };
  const post = (body: unknown, request: TestRequest = {}, store: HandlerOverrides['store'] = {}) =>
    api.call('submit-batch', { body, ...request }, completing(store));
  const settleBy = (events: readonly JobEvent[], store: HandlerOverrides['store'] = {}) => {
    const Records = events.map((event) => ({ messageId: event.id, body: JSON.stringify(event) }));
    return api.createHandler('settle-jobs', completing(store))({ Records } as never);
  };
  return {
    /** Those that were published. */
    completions,
    stored,
    post,
    submit: async (jobs: readonly unknown[], more: object = {}) =>
      bodyOf<BatchSubmission>(await post({ jobs, ...more })),
    read: async (batchId: string) => bodyOf<BatchView>(await api.call('get-batch', aboutBatch(batchId))),
    /** Ends a job as a worker does, and gives what it would publish. */
    async end(jobId: string, how: 'succeed' | 'fail' = 'succeed'): Promise<JobEvent> {
      const claimed = await api.store.jobs.claimJob(jobId, { claimId: randomUUID(), leaseDurationMs: LEASE_MS });
      if (claimed.outcome !== 'claimed') throw new Error(`${jobId} can’t be claimed: ${claimed.outcome}`);
      const { attempt, attempts } = claimed.job;
      const ref = { jobId, attempt, attempts };
      if (how === 'succeed') await api.store.jobs.succeedAttempt(ref, { inline: null });
      else await api.store.jobs.failAttempt(ref, { code: 'broken', message: 'It is broken' });
      return jobEventOf(await stored(jobId), '/jobs/test');
    },
    settleBy,
    settle: (...events: readonly JobEvent[]) => settleBy(events),
    /** All that was published for it. */
    settlePublished: () => settleBy(api.published.filter(({ settles }) => settles)),
    reconcile: () => api.createHandler('reconcile-jobs', completing())({}, lambdaContext),
    retry: (jobId: string) => api.call('retry-job', { pathParameters: { jobId } }),
  };
}

export type BatchBench = ReturnType<typeof createBatchBench>;
