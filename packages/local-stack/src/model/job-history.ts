import type { JobRecord } from '@jobs/job-store';
import type { JobEvent } from '@jobs/shared-contracts';
import type { Wait } from './awaited-jobs.ts';
import { isLeaseWrite, isTakenFrom, newLease, type HeldLease } from './held-lease.ts';
import type { Answer, SimulatedProcess } from './simulated-process.ts';
import { isRedrive, isRelease, isTransition } from './write-faults.ts';

/** A state that a job was in, from one change of status or attempt to the next. */
interface Period {
  readonly state: JobRecord;
  readonly writer: SimulatedProcess;
  /** What the writer learned of the change. */
  readonly answer: Answer;
  isPublished: boolean;
  /** Who has received a message of the job in this state. */
  readonly receivers: SimulatedProcess[];
  /** Its message was handed out to nobody. */
  isSwallowed: boolean;
}

const newPeriod = (state: JobRecord, writer: SimulatedProcess): Period => ({
  state,
  writer,
  answer: writer.answer,
  isPublished: false,
  receivers: [],
  isSwallowed: false,
});

/** All that has become of one job. */
export class JobHistory {
  job: JobRecord;
  readonly periods: Period[];
  /** What `maxAttempts` must be: what the job began with, one more for each release, and new ones with a redrive. */
  attemptsAllowed: number;
  /** A message for it was sent. */
  isSent = false;
  /** One of its messages was lost behind everybody's back. */
  isMessageLost = false;
  #lease: HeldLease | undefined;

  /** What it was submitted to start after. */
  readonly wait: Wait | undefined;

  constructor(job: JobRecord, writer: SimulatedProcess, wait?: Wait) {
    this.job = job;
    this.wait = wait;
    this.attemptsAllowed = job.maxAttempts;
    this.periods = [newPeriod(job, writer)];
  }

  /** `redriveAttempts`: how many a redrive grants. `askedAt`: when the writer made the call, by the services' clock. */
  changed(after: JobRecord, writer: SimulatedProcess, redriveAttempts: number, askedAt: number): void {
    const before = this.job;
    if (isLeaseWrite(before, after)) this.#lease = newLease(writer, askedAt);
    if (isRelease(before, after)) this.attemptsAllowed += 1;
    if (isRedrive(before, after)) this.attemptsAllowed = before.attempt + redriveAttempts;
    if (isTransition(before, after)) {
      const left = this.periods.at(-1);
      if (left?.answer.is === 'open') left.answer.is = 'lost';
      this.periods.push(newPeriod(after, writer));
    }
    this.job = after;
  }

  /** The lease of the attempt that this write takes the job from; undefined when it takes it from none. */
  leaseTakenBy(after: JobRecord, writer: SimulatedProcess): HeldLease | undefined {
    const lease = this.#lease;
    return lease && isTakenFrom(lease.holder, this.job, after, writer) ? lease : undefined;
  }

  /** False when the job was never in the state that the event tells of. */
  published({ data }: JobEvent): boolean {
    const period = this.periods.findLast(({ state }) => state.version <= data.version);
    if (!period || period.state.status !== data.status || data.version > this.job.version) return false;
    period.isPublished = true;
    return true;
  }

  get isCurrentPublished(): boolean {
    return this.periods.at(-1)?.isPublished ?? false;
  }

  received(receiver: SimulatedProcess): void {
    this.periods.at(-1)?.receivers.push(receiver);
  }

  swallowed(): void {
    const period = this.periods.at(-1);
    if (period) period.isSwallowed = true;
  }

  /**
   * States that were never published, and should have been. A state may be lost only if its writer died, or never
   * learned that it had written it, and so did another who would have published it as well: the one who took the job
   * over from it, or one who received a message of the job meanwhile.
   */
  get unpublished(): readonly JobRecord[] {
    return this.periods
      .filter((period, index) => !period.isPublished && !isTwiceFailed(period, this.periods[index + 1]))
      .map(({ state }) => state);
  }
}

const knows = ({ writer, answer }: Period) => answer.is === 'heard' && !writer.isDead;

function isTwiceFailed(period: Period, successor: Period | undefined): boolean {
  if (knows(period)) return false;
  if (successor) return !knows(successor);
  return period.isSwallowed || period.receivers.some((other) => other !== period.writer && other.isDead);
}
