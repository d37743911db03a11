import type { JobRecord, ReceivedMessage } from '@jobs/job-store';
import type { MemoryJobStore, QueuedMessage } from '@jobs/job-store/memory';
import { isTerminal, textAnalyze, type JobEvent } from '@jobs/shared-contracts';
import { waitFault, type Wait } from './awaited-jobs.ts';
import { GroupOrder } from './group-order.ts';
import { isOver, type HeldLease } from './held-lease.ts';
import type { Invariant, Violation } from './invariants.ts';
import { JobHistory } from './job-history.ts';
import { modelQueues } from './model-job-type.ts';
import type { SimulatedProcess } from './simulated-process.ts';
import { slotFault } from './slots.ts';
import { writeFaults } from './write-faults.ts';

export const jobIdOf = ({ body }: QueuedMessage) => (JSON.parse(body) as { readonly jobId: string }).jobId;

/** Sees everything that is done to the services, and checks at once what can be checked at once. */
export class History {
  readonly jobs = new Map<string, JobHistory>();
  readonly violations: Violation[] = [];
  readonly journal: string[] = [];
  readonly order = new GroupOrder((jobId) => this.jobs.get(jobId)?.job);
  readonly #jobsOfKey = new Map<string, string>();
  /** What each submission said that its job is to start after. */
  readonly #asked = new Map<SimulatedProcess, Wait>();
  /** The services' clock. */
  readonly now: () => number;

  constructor(now: () => number) {
    this.now = now;
  }

  note(process: { readonly name: string }, what: string): void {
    this.journal.push(`${(this.now() % 1e8) / 1000} s  ${process.name} ${what}`);
  }

  violated(invariant: Invariant, detail: string): void {
    this.violations.push({ invariant, detail });
    this.journal.push(`VIOLATED: ${invariant}: ${detail}`);
  }

  /** The process is going to submit a job that is to start after others. */
  asked(process: SimulatedProcess, wait: Wait): void {
    this.#asked.set(process, wait);
  }

  /** `askedAt`: when the process made the call, by the services' clock. */
  wrote(process: SimulatedProcess, before: JobRecord | undefined, after: JobRecord, askedAt: number): void {
    const { jobId, status, version, attempt, maxAttempts } = after;
    const what = `${jobId} is ${status} v${version} attempt ${attempt}/${maxAttempts}`;
    this.note(process, `wrote: ${what}`);
    const job = this.jobs.get(jobId);
    if (!before || !job) {
      if (job) this.violated('one key, one job', `${jobId} was created again`);
      this.jobs.set(jobId, new JobHistory(after, process, this.#asked.get(process)));
      this.#checkAmongOthers(undefined, after);
      return;
    }
    const isTakenEarly = this.#isTakenEarly(process, job.leaseTakenBy(after, process), before);
    job.changed(after, process, textAnalyze.maxAttempts, askedAt);
    const { attemptsAllowed } = job;
    for (const invariant of writeFaults(before, after, { attemptsAllowed, isTakenEarly })) {
      this.violated(invariant, `${process.name} wrote that ${what} over ${before.status} v${before.version}`);
    }
    this.#checkAmongOthers(before, after);
  }

  /** What a write says of its job beside the other jobs. */
  #checkAmongOthers(before: JobRecord | undefined, after: JobRecord): void {
    const jobs = [...this.jobs.values()].map(({ job }) => job);
    const wait = this.jobs.get(after.jobId)?.wait;
    const statesOf = (jobId: string) => (this.jobs.get(jobId)?.periods ?? []).map(({ state }) => state.status);
    const isClaim = before !== undefined && before.attempt !== after.attempt;
    const running = jobs.filter(({ status }) => status === 'RUNNING');
    const faults = {
      'followers come after': wait && waitFault(before, after, wait, statesOf),
      'a limit holds': slotFault(before, after, jobs),
      'in order, one at a time': isClaim ? this.order.faultOf(after, running) : undefined,
    } as const;
    for (const [invariant, fault] of Object.entries(faults)) {
      if (fault !== undefined) this.violated(invariant as keyof typeof faults, fault);
    }
  }

  #isTakenEarly(process: SimulatedProcess, lease: HeldLease | undefined, before: JobRecord): boolean {
    if (!lease) return false;
    const leftMs = lease.until - this.now();
    if (leftMs > 0) this.note(process, `took ${before.jobId} ${leftMs} ms before ${lease.holder.name} expects it`);
    return !isOver(lease, before, process, this.now());
  }

  sent(process: SimulatedProcess, jobIds: readonly string[]): void {
    this.note(process, `sent messages for ${jobIds.join(', ')}`);
    for (const jobId of jobIds) {
      const job = this.jobs.get(jobId);
      if (job) job.isSent = true;
    }
  }

  received(process: SimulatedProcess, { messageId, receiveCount, content }: ReceivedMessage): void {
    this.note(process, `received ${messageId} (${receiveCount}) ${JSON.stringify(content)}`);
    if ('jobId' in content) this.jobs.get(content.jobId)?.received(process);
  }

  published(process: SimulatedProcess, events: readonly JobEvent[]): void {
    for (const event of events) {
      this.note(process, `published ${event.id} ${event.type}`);
      if (!this.jobs.get(event.subject)?.published(event)) {
        this.violated('every state is published', `${event.id} ${event.type} was never so`);
      }
    }
  }

  /** `left`: the messages that are left in all queues. */
  deleted(process: SimulatedProcess, queue: string, message: QueuedMessage, left: readonly QueuedMessage[]): void {
    const jobId = jobIdOf(message);
    this.note(process, `deleted ${message.messageId} of ${jobId} from ${queue}`);
    const history = this.jobs.get(jobId);
    if (!history) return;
    const { job } = history;
    const isStoodFor = left.some((other) => jobIdOf(other) === jobId) || history.isMessageLost;
    const isDone = isTerminal(job.status) && history.isCurrentPublished;
    const isObsoleteLetter = queue === modelQueues().deadLetters && job.dueAt !== undefined;
    // It gets one when it is QUEUED.
    const needsNone = job.status === 'SCHEDULED';
    if (!isDone && !isStoodFor && !isObsoleteLetter && !needsNone) {
      this.violated('acknowledged last', `the message of ${jobId}, ${job.status} v${job.version}, was deleted`);
    }
  }

  /** A client was told that its request is accepted. */
  accepted(store: MemoryJobStore, jobId: string, key: string | undefined): void {
    if (!store.table.stored().some(({ job }) => job.jobId === jobId)) {
      this.violated('accepted is durable', `${jobId} was accepted, and is not in the table`);
    }
    if (key === undefined) return;
    const first = this.#jobsOfKey.get(key) ?? jobId;
    this.#jobsOfKey.set(key, first);
    if (first !== jobId) this.violated('one key, one job', `${key} made ${first} and ${jobId}`);
  }

  /** A client was told that its job is cancelled, or will be. */
  cancelAccepted(jobId: string): void {
    const job = this.jobs.get(jobId)?.job;
    // One that can't start any more after others is CANCELLED without a request.
    if (job?.cancelRequestedAt === undefined && job?.status !== 'CANCELLED') {
      this.violated('cancel means cancel', `the cancellation of ${jobId} was accepted, and is not recorded`);
    }
  }
}
