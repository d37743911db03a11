import type { JobTable, PendingRun, ScheduleRecord, Schedules } from '@jobs/job-store';
import { isTerminal } from '@jobs/shared-contracts';
import { cancelUnlessEnded, type CancelJobDependencies } from '../cancel-job/cancel-job.ts';
import { IdempotencyKeyReusedError, RequestRefusedError } from '../errors.ts';
import { traceContextOf } from '../http/trace-context.ts';
import type { Logger } from '../logging/create-logger.ts';
import { withDueTime } from '../schedules/due-time.ts';
import { submitJob, type SubmitJobDependencies } from '../submit-job/submit-job.ts';
import { decideRun } from './decide-run.ts';
import { keyOfRun } from './run-id.ts';

export interface RunScheduleDependencies extends SubmitJobDependencies {
  readonly schedules: Pick<Schedules, 'getSchedule' | 'replaceSchedule' | 'listDueSchedules'>;
  readonly jobs: SubmitJobDependencies['jobs'] & CancelJobDependencies['jobs'] & Pick<JobTable, 'getJob'>;
  readonly log: Logger;
}

/**
 * - `made`: a job was made, or had been
 * - `refused`: the submission was refused; the schedule tells why
 * - `decided`: times were left out, or put to those that wait
 * - `unchanged`: there was nothing to do, or somebody else does it
 */
export type RunOutcome = 'made' | 'refused' | 'decided' | 'unchanged';

/**
 * Decides on a schedule's next run, and makes its job. The decision is written first, by one conditional write, so that
 * of two at once one decides; the job's id follows from the run, so that it is made once however often this is repeated.
 */
export async function runSchedule(deps: RunScheduleDependencies, scheduleId: string): Promise<RunOutcome> {
  const found = await deps.schedules.getSchedule(scheduleId);
  if (!found || found.paused) return 'unchanged';
  const decided = found.pending ? found : await decide(deps, found);
  if (!decided) return 'unchanged';
  if (!decided.pending) return 'decided';

  const refused = await makeJob(deps, decided, decided.pending);
  const { pending: _pending, lastRun, ...rest } = decided;
  const run = lastRun && { lastRun: { ...lastRun, ...(refused !== undefined && { refused }) } };
  // Changed meanwhile: then it is still pending, and the next look finds that its job is there.
  await deps.schedules.replaceSchedule(decided, withDueTime({ ...rest, ...run }, deps.now()));
  return refused === undefined ? 'made' : 'refused';
}

async function decide(deps: RunScheduleDependencies, schedule: ScheduleRecord): Promise<ScheduleRecord | undefined> {
  const last = schedule.lastRun && (await deps.jobs.getJob(schedule.lastRun.jobId));
  const active = last && !isTerminal(last.status) ? last.jobId : undefined;
  const decision = decideRun(schedule, deps.now(), active);
  return decision && deps.schedules.replaceSchedule(schedule, decision);
}

/** @returns why the job was refused, if it was */
async function makeJob(
  deps: RunScheduleDependencies,
  schedule: ScheduleRecord,
  { runAt, cancelJobId }: PendingRun,
): Promise<string | undefined> {
  const { owner, request } = schedule;
  const log = deps.log.child({ scheduleId: schedule.scheduleId });
  try {
    if (cancelJobId !== undefined) await cancelUnlessEnded(deps, { jobId: cancelJobId, owner, log });
    await submitJob(deps, {
      owner,
      body: { ...request, runAt: new Date(runAt).toISOString() },
      idempotencyKey: keyOfRun(schedule, runAt),
      traceparent: traceContextOf(undefined).traceparent,
      log,
    });
    return undefined;
  } catch (error) {
    // Made before, and the schedule was changed since.
    if (error instanceof IdempotencyKeyReusedError) return undefined;
    if (!(error instanceof RequestRefusedError)) throw error;
    log.warn({ code: error.code }, 'a run was refused');
    return error.message;
  }
}
