import type { JobRecord } from './job-record.ts';

/** A job's place in its group. Each time that it is QUEUED on request it has another, of another round. */
export interface OrderPlace {
  readonly jobId: string;
  readonly round: number;
}

export interface TakenPlace extends OrderPlace {
  /** Milliseconds since the epoch. */
  readonly takenAt: number;
}

/**
 * In which order the jobs of a group start: the places are that order, and nothing else is. Every method is one
 * conditional write or one strongly consistent read.
 */
export interface JobOrder {
  /**
   * Adds a place at the end of the group.
   * @returns false, and nothing changed, when the group has `atMost` places already
   */
  takePlace(group: string, place: OrderPlace, atMost?: number): Promise<boolean>;
  /** The group's places, the first to start first. */
  listPlaces(group: string): Promise<readonly TakenPlace[]>;
  /** Gives up the first place, if it is this one. */
  leavePlace(group: string, place: OrderPlace): Promise<void>;
}

/** The place of a job that stands in a group; undefined for one of a job type without ordering. */
export function placeOf({ jobId, orderGroup, orderRound = 0 }: JobRecord) {
  return orderGroup === undefined ? undefined : { group: orderGroup, place: { jobId, round: orderRound } };
}
