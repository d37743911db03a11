import { randomUUID } from 'node:crypto';
import { apiGatewayEvent } from '@jobs/api-handlers/testing';
import type { JobView, OperationId } from '@jobs/shared-contracts';
import { openFunctions } from '../calls-and-cost/functions.ts';
import { median } from '../../report/median.ts';
import { OWNER, type World } from './world.ts';

export const STEPS = ['submit', 'claim', 'complete', 'read', 'list'] as const;
type Step = (typeof STEPS)[number];

/** Milliseconds, by what is done to a job. `job` is from its submission to its end. */
export type StepTimes = Readonly<Record<Step | 'job', number>>;

/** Does one job after another, by the functions and by the operations of a worker. */
export function openTimer({ environment, store }: World) {
  const functions = openFunctions(environment, {});
  const call = async (operationId: OperationId, request: Parameters<typeof apiGatewayEvent>[1]) => {
    const event = apiGatewayEvent(operationId, { owner: OWNER, ...request });
    const answer = await functions.invoke<{ statusCode: number; body: string }>(operationId, event);
    if (answer.statusCode >= 300) throw new Error(`${operationId} answered ${answer.statusCode}: ${answer.body}`);
    return JSON.parse(answer.body) as unknown;
  };

  const timeOne = async (): Promise<StepTimes> => {
    const times = new Map<Step, number>();
    const timed = async <T>(step: Step, act: () => Promise<T>): Promise<T> => {
      const startedAt = performance.now();
      const outcome = await act();
      times.set(step, performance.now() - startedAt);
      return outcome;
    };
    const body = { type: 'text-analyze', input: { source: { text: 'One more job, in a table that has many.' } } };
    const { id: jobId } = (await timed('submit', () => call('submit-job', { body }))) as JobView;
    const claim = await timed('claim', () =>
      store.jobs.claimJob(jobId, { claimId: randomUUID(), leaseDurationMs: 60_000 }),
    );
    if (claim.outcome !== 'claimed') throw new Error(`The job was not claimed: ${claim.outcome}`);
    await timed('complete', () => store.jobs.succeedAttempt(claim.job, { inline: { done: true } }));
    await timed('read', () => call('get-job', { pathParameters: { jobId } }));
    await timed('list', () => call('list-jobs', { query: { limit: '20' } }));
    const of = (step: Step) => times.get(step) ?? NaN;
    return {
      submit: of('submit'),
      claim: of('claim'),
      complete: of('complete'),
      read: of('read'),
      list: of('list'),
      job: of('submit') + of('claim') + of('complete'),
    };
  };

  return async (jobs: number, signal: AbortSignal): Promise<StepTimes> => {
    const all: StepTimes[] = [];
    for (let job = 0; job < jobs; job += 1) {
      signal.throwIfAborted();
      all.push(await timeOne());
    }
    return medianTimes(all);
  };
}

export function medianTimes(all: readonly StepTimes[]): StepTimes {
  const of = (step: keyof StepTimes) => median(all.map((times) => times[step]));
  return {
    submit: of('submit'),
    claim: of('claim'),
    complete: of('complete'),
    read: of('read'),
    list: of('list'),
    job: of('job'),
  };
}
