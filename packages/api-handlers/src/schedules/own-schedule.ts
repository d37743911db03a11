import type { ScheduleRecord, Schedules } from '@jobs/job-store';
import { isScheduleId } from '@jobs/shared-contracts';
import { ScheduleNotFoundError } from '../errors.ts';
import type { ApiRequest } from '../http/create-api-handler.ts';

/** The schedule that the path names. Another owner's does not exist. @throws {ScheduleNotFoundError} */
export async function ownSchedule(
  schedules: Pick<Schedules, 'getSchedule'>,
  { owner, pathParameters }: Pick<ApiRequest, 'owner' | 'pathParameters'>,
): Promise<ScheduleRecord> {
  const { scheduleId } = pathParameters;
  const schedule = isScheduleId(scheduleId) ? await schedules.getSchedule(scheduleId) : undefined;
  if (schedule?.owner !== owner) throw new ScheduleNotFoundError();
  return schedule;
}
