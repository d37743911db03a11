import { publishDue } from './publish-due.ts';
import type { DueJob, ReconcileDependencies } from './read-due.ts';

/**
 * Scheduled jobs whose time is near become QUEUED, and that is published too. Their state before is published already:
 * nobody else would, once it is replaced.
 * @returns the jobs to go on with, and how many another run has QUEUED
 */
export async function queueNear(
  deps: ReconcileDependencies,
  due: readonly DueJob[],
): Promise<{ readonly ready: readonly DueJob[]; readonly queuedElsewhere: number }> {
  const { queue: scheduled = [], others = [] } = Object.groupBy(due, ({ action }) =>
    action === 'queue' ? action : 'others',
  );
  const writes = await Promise.allSettled(scheduled.map(({ job }) => deps.jobs.queueScheduled(job)));
  const written = writes.flatMap((write) => (write.status === 'fulfilled' ? [write.value] : []));
  const queued = written.flatMap((one): DueJob[] =>
    one ? [{ job: one.job, action: 'queue', unpublished: [one.job] }] : [],
  );
  const published = await publishDue(deps, queued);
  await keepDue(
    deps,
    queued.filter((one) => !published.includes(one)),
  );
  return { ready: [...others, ...published], queuedElsewhere: written.length - queued.length };
}

/** Jobs that became QUEUED, but got no message, are not to wait until it is overdue: the next run sends it. */
export async function keepDue({ jobs, log }: ReconcileDependencies, due: readonly DueJob[]): Promise<void> {
  const queued = due.filter(({ action }) => action === 'queue').map(({ job }) => job);
  const writes = await Promise.allSettled(queued.map(({ jobId, version }) => jobs.postponeDue(jobId, version, 0)));
  const failed = writes.filter(({ status }) => status === 'rejected').length;
  if (failed > 0) log.warn({ jobs: failed }, 'some jobs may start minutes late');
}
