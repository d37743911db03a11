import { DependencyError, PublishFailedError, SendFailedError } from '@jobs/job-store';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';
import { BackOff } from './back-off.ts';

export interface Retrying {
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Logger;
  /** Aborted when the worker has no time left. */
  readonly givingUp: AbortSignal;
  /** No further try after this time. */
  readonly until?: number;
}

const isTransient = (error: unknown) =>
  (error instanceof DependencyError || error instanceof PublishFailedError || error instanceof SendFailedError) &&
  error.transient;

/**
 * Calls until it succeeds, as long as trying again can help and the worker has time: while a service is away, finished
 * work is kept (the heartbeats go on meanwhile) and no new work is taken, since its slot stays taken.
 */
export async function retryTransient<T>(call: () => Promise<T>, retrying: Retrying): Promise<T> {
  const { until = Infinity } = retrying;
  const backOff = new BackOff(retrying.clock, retrying.random, { initialMs: 200, maxMs: 30_000 });
  for (;;) {
    try {
      return await call();
    } catch (error) {
      if (!isTransient(error) || retrying.givingUp.aborted || retrying.clock.now() >= until) throw error;
      retrying.log.warn({ err: error }, 'A service does not answer; trying again');
      backOff.failed();
      await backOff.over(retrying.givingUp);
    }
  }
}
