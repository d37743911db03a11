import type { JobRecord, OrderPlace } from '@jobs/job-store';
import { isTerminal } from '@jobs/shared-contracts';

interface Place extends OrderPlace {
  readonly group: string;
  /** Its job never came, or came when nobody waited for it any more. */
  isGivenUp: boolean;
}

type JobOf = (jobId: string) => JobRecord | undefined;

/** In which order the jobs of each group were accepted: what is known of the calls that took and left places. */
export class GroupOrder {
  readonly #places: Place[] = [];
  readonly #jobOf: JobOf;

  constructor(jobOf: JobOf) {
    this.#jobOf = jobOf;
  }

  taken(group: string, { jobId, round }: OrderPlace): void {
    this.#places.push({ group, jobId, round, isGivenUp: false });
  }

  /**
   * A place that was left before its job came counts no more: the job takes another one when it comes. Whoever submits it
   * again has taken that one already, and the job may have come between the look at the first and its end.
   */
  left(group: string, place: OrderPlace): void {
    const [first, later] = this.#places.filter((each) => isPlace(each, group, place));
    if (first && (later || !this.#jobOf(place.jobId))) first.isGivenUp = true;
  }

  /** What is wrong with a job that has just been claimed: who should have come before it, or runs beside it. */
  faultOf({ jobId, orderGroup, orderRound = 0 }: JobRecord, running: readonly JobRecord[]): string | undefined {
    if (orderGroup === undefined) return undefined;
    const beside = running.find((job) => job.orderGroup === orderGroup && job.jobId !== jobId);
    if (beside) return `${jobId} was claimed beside ${beside.jobId}`;
    const own = this.#places.findIndex((each) => isPlace(each, orderGroup, { jobId, round: orderRound }));
    if (own < 0) return `${jobId} was claimed without a place`;
    const first = this.#places.slice(0, own).find((each) => each.group === orderGroup && this.#counts(each));
    return first && `${jobId} was claimed before ${first.jobId}, which had its place before it`;
  }

  #counts({ jobId, round, isGivenUp }: Place): boolean {
    if (isGivenUp) return false;
    const job = this.#jobOf(jobId);
    return !job || ((job.orderRound ?? 0) === round && !isTerminal(job.status));
  }
}

const isPlace = (each: Place, group: string, { jobId, round }: OrderPlace) =>
  !each.isGivenUp && each.group === group && each.jobId === jobId && each.round === round;
