import type { JobRecord } from '../../port/job-record.ts';
import type { ReleaseOutcome } from '../../port/job-table.ts';
import { undoTransition } from './change.ts';
import { allOf, hasStatus, isInLine, isInRoundOrFirst, isNotExpired } from './conditions.ts';
import type { JobsTableAccess } from './jobs-table-access.ts';
import { releasedFromLine } from './transitions.ts';

export async function releaseHeld(
  table: JobsTableAccess,
  { jobId, runAt }: Pick<JobRecord, 'jobId' | 'runAt'>,
  { round, notBefore }: { readonly round: number; readonly notBefore?: number },
): Promise<ReleaseOutcome> {
  const now = table.now();
  const transition = releasedFromLine(now, runAt, notBefore);
  const held = allOf(hasStatus(['SCHEDULED']), isInLine, isInRoundOrFirst(round), isNotExpired(now));
  const write = await table.update(jobId, transition, held);
  if (write.written) return { outcome: 'queued', job: write.job, previous: write.previous };

  const current = await write.readCurrent();
  const { status } = transition.set;
  // The answer of this very update was lost, and the SDK sent it again; or somebody else did the same at the same time.
  const isOwn =
    current?.before?.status === 'SCHEDULED' &&
    current.job.status === status &&
    current.job.updatedAt === now &&
    current.job.attempt === round;
  return isOwn
    ? { outcome: 'queued', job: current.job, previous: undoTransition(current, transition) }
    : { outcome: 'not-held', job: current?.job };
}
