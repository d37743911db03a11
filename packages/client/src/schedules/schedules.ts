import type {
  CreateScheduleRequest,
  SchedulePreview,
  ScheduleView,
  UpdateScheduleRequest,
} from '@jobs/shared-contracts';
import type { CallSettings } from '../client.ts';
import type { JobContracts, NameOf } from '../job-types.ts';

/** When to run, and what else a schedule may say: `cron` or `rateSeconds` is needed. */
export type ScheduleOptions = Readonly<Omit<CreateScheduleRequest, 'type' | 'input' | 'dryRun'>>;

/** Jobs that are made again and again. */
export interface Schedules<Types extends JobContracts<Types>> {
  /** Sent once only: a second try after a lost answer could make a second schedule. */
  create<Name extends NameOf<Types>>(
    type: Name,
    input: Types[Name]['input'],
    options: ScheduleOptions,
    settings?: CallSettings,
  ): Promise<ScheduleView>;
  /** Checks what `create` would make, and tells when it would run. Nothing is kept. */
  preview<Name extends NameOf<Types>>(
    type: Name,
    input: Types[Name]['input'],
    options: ScheduleOptions,
    settings?: CallSettings,
  ): Promise<SchedulePreview>;
  /** All of one's own, the newest first, without their inputs. */
  list(settings?: CallSettings): Promise<readonly ScheduleView[]>;
  get(scheduleId: string, settings?: CallSettings): Promise<ScheduleView>;
  /** Replaces what is named: `{ paused: true }` pauses it. With `dryRun` it is only told what the schedule would be. */
  update(scheduleId: string, changes: UpdateScheduleRequest, settings?: CallSettings): Promise<ScheduleView>;
  /** @returns the schedule as it was; its jobs stay as they are */
  delete(scheduleId: string, settings?: CallSettings): Promise<ScheduleView>;
}
