import { jobEventOf, PublishFailedError } from '@jobs/job-store';
import type { DueJob, ReconcileDependencies } from './read-due.ts';

/** @returns the jobs whose states are published */
export async function publishDue(
  { events, eventSource, log }: ReconcileDependencies,
  due: readonly DueJob[],
): Promise<readonly DueJob[]> {
  const states = due.flatMap(({ unpublished }) => unpublished.map((state) => jobEventOf(state, eventSource)));
  if (states.length === 0) return due;
  try {
    await events.publish(states);
    return due;
  } catch (error) {
    log.warn({ err: error }, 'some due jobs were not published');
    const failed = new Set(error instanceof PublishFailedError ? error.eventIds : states.map(({ id }) => id));
    return due.filter(({ unpublished }) => !unpublished.some((state) => failed.has(jobEventOf(state, eventSource).id)));
  }
}
