import { DependencyError, type ScheduleRecord, type Schedules } from '@jobs/job-store';
import { validateUpdateScheduleRequest, type UpdateScheduleRequest } from '@jobs/shared-contracts';
import { isDeepStrictEqual } from 'node:util';
import { ValidationFailedError } from '../errors.ts';
import type { ApiRequest } from '../http/create-api-handler.ts';
import { checkSchedule, type ScheduleSettings } from '../schedules/check-schedule.ts';
import { withDueTime } from '../schedules/due-time.ts';
import { fireTimes } from '../schedules/fire-times.ts';
import { ownSchedule } from '../schedules/own-schedule.ts';
import type { CheckWebhookDependencies } from '../submit-job/check-webhook.ts';

export interface UpdateScheduleDependencies extends CheckWebhookDependencies {
  readonly schedules: Pick<Schedules, 'getSchedule' | 'replaceSchedule'>;
  readonly now: () => number;
}

/** Its runs are decided on meanwhile, a write or two for each: whoever meets more than these has other troubles. */
const MAX_ROUNDS = 5;

/** Replaces what is named of a schedule; what results is checked as a new one is. */
export async function updateSchedule(
  deps: UpdateScheduleDependencies,
  request: Pick<ApiRequest, 'owner' | 'pathParameters' | 'body'>,
): Promise<ScheduleRecord> {
  const patch = validateUpdateScheduleRequest(request.body);
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const before = await ownSchedule(deps.schedules, request);
    if (!patch.valid) throw new ValidationFailedError(patch.errors);
    const now = deps.now();
    const settings = await checkSchedule(deps, request.owner, patched(before, patch.value), now);
    const after = changed(before, settings, now);
    if (patch.value.dryRun) return after;
    const written = await deps.schedules.replaceSchedule(before, after);
    if (written) return written;
  }
  throw new DependencyError('DynamoDB', 'PutItem', true, new Error('The schedule kept changing while it was changed'));
}

/** The schedule as a client would make it, with what is named in its place. */
function patched({ name, request, timing, overlap, catchUp, paused }: ScheduleRecord, patch: UpdateScheduleRequest) {
  const { cron, rateSeconds, timeZone, ...rest } = patch;
  const times = { cron, rateSeconds, timeZone };
  const isOfOtherKind = 'cron' in timing ? rateSeconds !== undefined : cron !== undefined;
  const { countedFrom: _, ...kept } = { countedFrom: 0, ...timing };
  return withoutAbsent({
    name,
    ...request,
    ...(isOfOtherKind ? {} : kept),
    overlap,
    catchUp,
    paused,
    ...rest,
    ...withoutAbsent(times),
  });
}

/** What a change names with `null` is taken away. */
const withoutAbsent = (fields: object) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined && value !== null));

/** Runs that were decided on stay decided, unless it is paused: then nothing of it is made any more. */
function changed(before: ScheduleRecord, settings: ScheduleSettings, now: number): ScheduleRecord {
  const { nextRunAt, waiting, pending, name: _name, dueAt: _dueAt, ...kept } = before;
  const timing = isSameTiming(before.timing, settings.timing) ? before.timing : settings.timing;
  const goesOn = timing === before.timing && !before.paused && nextRunAt !== undefined;
  const next = goesOn ? nextRunAt : fireTimes(timing).next(now);
  const runs = settings.paused
    ? { waiting: [] }
    : { waiting, ...(pending && { pending }), ...(next !== undefined && { nextRunAt: next }) };
  return withDueTime({ ...kept, ...settings, timing, updatedAt: now, ...runs }, now);
}

/** A rate is counted on from where it was. */
function isSameTiming(a: ScheduleRecord['timing'], b: ScheduleRecord['timing']): boolean {
  return isDeepStrictEqual({ ...a, countedFrom: 0 }, { ...b, countedFrom: 0 });
}
