import type { CatchUpPolicy, JsonValue, OverlapPolicy, SubmitJobRequest } from '@jobs/shared-contracts';

/** When a schedule's runs are. */
export type ScheduleTiming =
  | { readonly cron: string; readonly timeZone: string }
  /** Every so often, counted from a time (milliseconds since the epoch). */
  | { readonly rateSeconds: number; readonly countedFrom: number };

/** A run that was decided on: its job is to be made, and then forgotten here. */
export interface PendingRun {
  readonly runAt: number;
  /** A job that it takes the place of. */
  readonly cancelJobId?: string;
}

/** A schedule as it is stored. Times are milliseconds since the epoch. */
export interface ScheduleRecord {
  readonly scheduleId: string;
  readonly owner: string;
  readonly name?: string;
  /** What is submitted with each run. */
  readonly request: Omit<SubmitJobRequest, 'input' | 'delaySeconds' | 'runAt'> & { readonly input: JsonValue };
  readonly timing: ScheduleTiming;
  readonly overlap: OverlapPolicy;
  readonly catchUp: CatchUpPolicy;
  readonly paused: boolean;
  /** Grows by one with every write. */
  readonly version: number;
  readonly createdAt: number;
  /** When a client last changed it. */
  readonly updatedAt: number;
  /** The first time that is not decided on yet; absent while it is paused, or when there is none any more. */
  readonly nextRunAt?: number;
  /** Runs whose time has come, and that wait for the one before. Oldest first. */
  readonly waiting: readonly number[];
  readonly pending?: PendingRun;
  /** The last run that was decided on. */
  readonly lastRun?: { readonly runAt: number; readonly jobId: string; readonly refused?: string };
  /** When somebody should look at it. */
  readonly dueAt?: number;
}

export interface DueSchedules {
  readonly scheduleIds: readonly string[];
  /** Pass it back to go on; absent at the end. */
  readonly cursor?: string;
}

/** The schedules table. Reads of one schedule are strongly consistent, lists lag by a moment. */
export interface Schedules {
  /** Puts a new schedule; its id is new. */
  createSchedule(schedule: ScheduleRecord): Promise<void>;
  getSchedule(scheduleId: string): Promise<ScheduleRecord | undefined>;
  /**
   * Puts `after`, whose version becomes the one after `before`'s.
   * @returns what is stored now; undefined, and nothing changed, if it was not at `before`'s version any more
   */
  replaceSchedule(before: ScheduleRecord, after: ScheduleRecord): Promise<ScheduleRecord | undefined>;
  /** Deletes it, whatever its version. */
  deleteSchedule(scheduleId: string): Promise<void>;
  /** All of an owner's, the newest first. */
  listSchedules(owner: string): Promise<readonly ScheduleRecord[]>;
  /** How many an owner has. */
  countSchedules(owner: string): Promise<number>;
  /** Schedules of one shard (0 … INDEX_SHARDS − 1) of the due index whose time has come, oldest first. */
  listDueSchedules(query: {
    readonly shard: number;
    readonly limit: number;
    readonly cursor?: string;
  }): Promise<DueSchedules>;
}
