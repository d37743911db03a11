import type { ScheduleRecord } from '@jobs/job-store';
import { jobIdOfKey } from '../submit-job/request-hash.ts';

type Ids = Pick<ScheduleRecord, 'scheduleId' | 'owner'>;

/** A run's own Idempotency-Key. No client can send it: those are printable. */
export const keyOfRun = ({ scheduleId }: Ids, runAt: number) => `\0${scheduleId}\0${runAt}`;

/** The job of a run: always the same, so that a run that is made twice is one job. */
export const jobIdOfRun = (schedule: Ids, runAt: number) => jobIdOfKey(schedule.owner, keyOfRun(schedule, runAt));
