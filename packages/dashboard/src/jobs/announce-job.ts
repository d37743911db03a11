import type { JobSummary } from '@jobs/shared-contracts';
import { inWords } from '../format/format.ts';
import { isStopping } from './is-stopping.ts';

/** A screen reader hears of every so many percent: each one would talk over everything else. */
const STEP_PERCENT = 25;

/** What a screen reader is told of the job. It stays the same until there is something worth telling. */
export function announcementOf(job: JobSummary): string {
  if (isStopping(job)) return 'The job is being stopped';
  if (job.status !== 'RUNNING' || !job.progress) return `The job is ${inWords(job.status).toLowerCase()}`;
  const percent = Math.floor(job.progress.percent / STEP_PERCENT) * STEP_PERCENT;
  return percent === 0 ? 'The job is running' : `The job is running, ${percent} percent`;
}
