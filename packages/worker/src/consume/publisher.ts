import { jobEventOf, progressEventOf, PublishFailedError, type JobEvents, type JobRecord } from '@jobs/job-store';
import type { JobEvent } from '@jobs/shared-contracts';
import { createBatcher } from './batcher.ts';
import { retryTransient, type Retrying } from './retry-transient.ts';

/** SNS takes so many at once. */
const MAX_EVENTS = 10;
const MAX_WAIT_MS = 15;

/** Publishes states of jobs; resolves when all are taken. Whoever acknowledges a message waits for it. */
export type PublishStates = (...states: readonly JobRecord[]) => Promise<void>;

/**
 * Publishes how far a job has come, to those who watch it. Nobody waits for that: what is lost is made up for by the
 * next, or by the end.
 */
export type PublishProgress = (job: JobRecord) => void;

export interface Publisher {
  readonly publish: PublishStates;
  readonly publishProgress: PublishProgress;
}

/** Events of several jobs share a call; what was not taken is published again until it is. */
export function createPublisher(events: JobEvents, source: string, retrying: Retrying): Publisher {
  const publishEvent = createBatcher<JobEvent>({
    clock: retrying.clock,
    maxItems: MAX_EVENTS,
    maxWaitMs: MAX_WAIT_MS,
    flush: async (batch) => {
      try {
        await events.publish(batch);
        return new Map();
      } catch (error) {
        if (!(error instanceof PublishFailedError)) throw error;
        return new Map(batch.filter(({ id }) => error.eventIds.includes(id)).map((event) => [event, error]));
      }
    },
  });
  return {
    publish: async (...states) => {
      await Promise.all(states.map((job) => retryTransient(() => publishEvent(jobEventOf(job, source)), retrying)));
    },
    publishProgress: (job) => {
      const event = progressEventOf(job, source);
      if (!event) return;
      publishEvent(event).catch((error: unknown) => {
        retrying.log.warn({ jobId: job.jobId, err: error }, 'Progress was not published');
      });
    },
  };
}
