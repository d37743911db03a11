import { placeOf, type JobRecord, type JobTable, type OrderPlace, type TakenPlace } from '@jobs/job-store';
import { isTerminal } from '@jobs/shared-contracts';
import type { PublishStates } from './publisher.ts';

/** A submission takes a place a moment before its job is there; after this, it must have failed. */
const SUBMISSION_MS = 60_000;
const SHORTEST_WAIT_MS = 1000;

export interface TurnFinding {
  readonly jobs: Pick<JobTable, 'getJob' | 'takePlace' | 'listPlaces' | 'leavePlace'>;
  readonly publish: PublishStates;
  readonly now: () => number;
}

export type Turn =
  /** The first job of the group that has not ended: the one that was asked about, or one before it. */
  | { readonly place: OrderPlace; readonly job: JobRecord }
  /** The first is not there yet: its submission is under way. */
  | { readonly waitMs: number };

/**
 * Whose turn it is in a job's group, by the places that its jobs took when they were accepted. A place is over for good
 * once its job has ended, or has another one: so whoever is told of a turn may take his time to claim the job, as long
 * as he claims it in the round of that place.
 */
export async function findTurn(job: JobRecord, finding: TurnFinding): Promise<Turn> {
  const own = placeOf(job);
  if (!own) throw new Error(`${job.jobId} stands in no group`);
  for (const place of await finding.jobs.listPlaces(own.group)) {
    if (isSame(place, own.place)) return { place, job };
    const turn = await turnOf(place, finding);
    if (turn) return turn;
    await finding.jobs.leavePlace(own.group, place);
  }
  // Its submission came late, or it was QUEUED on request by somebody who died before he took the place.
  await finding.jobs.takePlace(own.group, own.place);
  return findTurn(job, finding);
}

const isSame = (a: OrderPlace, b: OrderPlace) => a.jobId === b.jobId && a.round === b.round;

/** Undefined once the place is over. */
async function turnOf(place: TakenPlace, finding: TurnFinding): Promise<Turn | undefined> {
  const { jobs, publish, now } = finding;
  const job = await jobs.getJob(place.jobId);
  if (!job) {
    const ageMs = now() - place.takenAt;
    return ageMs < SUBMISSION_MS ? { waitMs: Math.max(SHORTEST_WAIT_MS, ageMs) } : undefined;
  }
  if (job.orderRound !== place.round) return undefined;
  // Whoever wrote this state may have died before he published it.
  if (isTerminal(job.status) || job.status === 'QUEUED') await publish(job);
  return isTerminal(job.status) ? undefined : { place, job };
}
