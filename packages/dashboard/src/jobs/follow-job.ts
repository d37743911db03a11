import type { JobSummary, JobView } from '@jobs/shared-contracts';
import { isTerminal } from '@jobs/shared-contracts';
import { isProblem } from '../api/error-message.ts';
import { pause } from '../live/pause.ts';
import type { Session } from '../session/session.ts';

/** A job as its page shows it. `owner` is told only of other owners' jobs: then there is neither input nor result. */
export type ShownJob = JobView & { readonly owner?: string };

const OTHERS_JOB_EVERY_MS = 2000;

/**
 * Tells of the job now and whenever it has changed, until it has ended. An own job is watched; one of another owner, for
 * those who may see it, is read again and again.
 * @throws what the API refuses, and the signal's reason
 */
export async function followJob(
  session: Pick<Session, 'client' | 'operations' | 'isOperator'>,
  jobId: string,
  onJob: (job: ShownJob) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    await followOwnJob(session, jobId, onJob, signal);
  } catch (error) {
    const mayBeOthers = isProblem(error, 'job-not-found') || isProblem(error, 'insufficient-scope');
    if (!session.isOperator || !mayBeOthers) throw error;
    await followAnyJob(session, jobId, onJob, signal);
  }
}

async function followOwnJob(
  { client }: Pick<Session, 'client'>,
  jobId: string,
  onJob: (job: ShownJob) => void,
  signal: AbortSignal,
): Promise<void> {
  let known: ShownJob | undefined;
  for await (const summary of client.watch(jobId, { signal })) {
    // What only the whole job tells changes with its attempts and its status, not with its progress.
    const isOld = known?.status !== summary.status || known.attempt !== summary.attempt;
    const whole: ShownJob = isOld ? await client.get(jobId, { signal }) : { ...known, ...summary };
    known = whole.version < summary.version ? { ...whole, ...summary } : whole;
    onJob(withoutPast(known, summary));
    if (isTerminal(known.status)) return;
  }
}

/** Progress and errors of an attempt before are not those of this one: a summary names all that there is. */
function withoutPast(known: ShownJob, summary: JobSummary): ShownJob {
  if (known.version > summary.version) return known;
  const { progress: _, error: __, ...rest } = known;
  return { ...rest, ...summary };
}

async function followAnyJob(
  { operations }: Pick<Session, 'operations'>,
  jobId: string,
  onJob: (job: ShownJob) => void,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const job = await operations.job(jobId, { signal });
    onJob(job);
    if (isTerminal(job.status)) return;
    await pause(OTHERS_JOB_EVERY_MS, signal);
  }
}
