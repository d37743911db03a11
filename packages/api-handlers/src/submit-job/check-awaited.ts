import type { JobRecord, JobTable } from '@jobs/job-store';
import { LIMITS, type SubmitJobRequest } from '@jobs/shared-contracts';
import { ValidationFailedError } from '../errors.ts';
import { decideWait } from '../follow-ups/decide-wait.ts';

type Wait = Pick<JobRecord, 'waitsFor' | 'afterFailure' | 'waitsUntil'>;

/**
 * What a new job waits for: those of `after` that have not ended as it wants. A job names others that are there already,
 * and what it names never changes, so that none can wait for itself, however long the way round.
 * @throws {ValidationFailedError} for what is no job of the owner, whether it is another's or nobody's
 */
export async function checkAwaited(
  jobs: Pick<JobTable, 'getJob'>,
  owner: string,
  { after = [], afterFailure }: Pick<SubmitJobRequest, 'after' | 'afterFailure'>,
  times: { readonly now: number; readonly uploadsUsableUntil: number },
): Promise<Wait> {
  const found = await Promise.all(after.map((jobId) => jobs.getJob(jobId)));
  const errors = found.flatMap((job, index) =>
    job?.owner === owner && job.purgeRequestedAt === undefined
      ? []
      : [{ detail: 'names no job of yours', pointer: `#/after/${index}` }],
  );
  if (errors.length > 0) throw new ValidationFailedError(errors);
  const onFailure = afterFailure === 'run' ? ({ afterFailure } as const) : {};
  const hasEnded = (job: JobRecord | undefined) =>
    job !== undefined && decideWait({ waitsFor: [job.jobId], ...onFailure }, () => job, times.now).next === 'start';
  const waitsFor = after.filter((_, index) => !hasEnded(found[index]));
  if (waitsFor.length === 0) return {};
  const waitsUntil = Math.min(times.now + LIMITS.awaitSeconds * 1000, times.uploadsUsableUntil);
  return { waitsFor, waitsUntil, ...onFailure };
}
