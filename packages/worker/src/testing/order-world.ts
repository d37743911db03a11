import type { JobTable, OrderPlace } from '@jobs/job-store';
import { createMemoryJobStore } from '@jobs/job-store/memory';
import { isTerminal } from '@jobs/shared-contracts';
import { acknowledgeState } from '../consume/acknowledge-state.ts';
import { BackOff } from '../consume/back-off.ts';
import { claimNext } from '../consume/claim-next.ts';
import type { Clock } from '../clock.ts';
import { silentLog } from './fakes.ts';
import { testJobType } from './test-job-type.ts';

const GROUP = 'group';
const MAX_ATTEMPTS = 3;
const LONG_AGO_MS = 61_000;

/** Lets others go first. */
type Step = () => Promise<unknown>;
export type AttemptPlan = 'succeed' | 'fail' | 'retry';

export const jobIdOf = (number: number) => `job_${String(number).padStart(32, '0')}`;

/** One group of jobs in memory, and those who submit, run, cancel and retry them: between their calls, others go on. */
export class OrderWorld {
  readonly faults: string[] = [];
  readonly #jobs: JobTable;
  readonly #store;
  readonly #step: Step;
  /** Places in the order in which they were taken. */
  readonly #taken: OrderPlace[] = [];
  #now = 1_000_000;
  #claims = 0;

  /** No time goes by: whoever waits lets others go first. */
  readonly #clock: Clock = {
    now: () => this.#now,
    after: (_ms, callback) => {
      const later = async () => {
        await this.#step();
        callback();
      };
      void later();
      return () => {};
    },
  };

  constructor(step: Step) {
    this.#step = step;
    this.#store = createMemoryJobStore({ clock: this.#clock });
    this.#jobs = inSteps({ ...this.#store.jobs, claimJob: (...claim) => this.#claim(...claim) }, step);
  }

  /** As submit-job does it; `dies` once the place is taken. */
  async submit(jobId: string, dies: boolean): Promise<void> {
    await this.#takePlace({ jobId, round: 0 });
    if (!dies) await this.#jobs.createJob({ ...NEW_JOB, jobId });
  }

  /** As retry-job does it; `dies` before the place is taken. */
  async retry(jobId: string, dies: boolean): Promise<void> {
    const retried = await this.#jobs.retryFailedJob(jobId, MAX_ATTEMPTS);
    if (retried.outcome === 'queued' && !dies) await this.#takePlace({ jobId, round: retried.job.orderRound ?? 0 });
  }

  async cancel(jobId: string): Promise<void> {
    await this.#jobs.requestCancel(jobId, NEW_JOB.owner);
  }

  /** As a worker deals with a message of that job. */
  async work(jobId: string, plan: AttemptPlan): Promise<void> {
    const next = await claimNext(jobId, this.#claiming());
    if ('waitMs' in next) return;
    const { claim } = next;
    if (claim.outcome === 'not-runnable') return acknowledgeState(claim.job, HELD, this.#jobs);
    if (claim.outcome !== 'claimed') return;
    await this.#step();
    const end = await this.#end(claim.job, plan);
    if (end.outcome !== 'stale' && isTerminal(end.job.status)) await acknowledgeState(end.job, HELD, this.#jobs);
  }

  /** Everybody is gone, but the messages of all jobs come again: ends with what has not come to an end. */
  async drain(jobIds: readonly string[]): Promise<readonly string[]> {
    this.#now += LONG_AGO_MS;
    for (let round = 0; round < jobIds.length; round++) {
      for (const jobId of jobIds) await this.work(jobId, 'succeed');
    }
    return this.#store.table.stored().flatMap(({ job }) => (isTerminal(job.status) ? [] : [job.jobId]));
  }

  async #takePlace(place: OrderPlace): Promise<void> {
    await this.#step();
    this.#taken.push(place);
    await this.#store.jobs.takePlace(GROUP, place);
    await this.#step();
  }

  async #claim(...claim: Parameters<JobTable['claimJob']>) {
    const outcome = await this.#store.jobs.claimJob(...claim);
    if (outcome.outcome === 'claimed') this.#check(outcome.job.jobId, outcome.job.orderRound);
    return outcome;
  }

  #end(job: Parameters<JobTable['succeedAttempt']>[0], plan: AttemptPlan) {
    const error = { code: 'planned', message: 'As planned' };
    if (plan === 'fail') return this.#jobs.failAttempt(job, error);
    if (plan === 'retry') return this.#jobs.retryAttempt(job, error, 0);
    return this.#jobs.succeedAttempt(job, { inline: {} });
  }

  /** The job has just been claimed: nobody else of the group runs, and nobody who was accepted before it still waits. */
  #check(jobId: string, round: number | undefined): void {
    const others = this.#store.table.stored().flatMap(({ job }) => (job.jobId === jobId ? [] : [job]));
    const running = others.filter(({ status }) => status === 'RUNNING').map((job) => job.jobId);
    if (running.length > 0) this.faults.push(`${jobId} was claimed beside ${running.join(', ')}`);
    const place = this.#taken.findIndex((each) => each.jobId === jobId && each.round === round);
    const before = this.#taken.slice(0, Math.max(0, place));
    const overtaken = others.filter(
      (job) =>
        !isTerminal(job.status) && before.some((each) => each.jobId === job.jobId && each.round === job.orderRound),
    );
    if (overtaken.length > 0) this.faults.push(`${jobId} overtook ${overtaken.map((job) => job.jobId).join(', ')}`);
  }

  #claiming(): Parameters<typeof claimNext>[1] {
    const clock = this.#clock;
    const { signal } = new AbortController();
    return {
      jobs: this.#jobs,
      queues: { sendMessages: () => Promise.resolve() },
      jobType: { ...testJobType, ordering: 'fifo' },
      publish: async () => {
        await this.#step();
      },
      workBackOff: new BackOff(clock, () => 1, { initialMs: 1, maxMs: 1 }),
      retrying: { clock, random: () => 1, log: silentLog, givingUp: signal },
      newClaimId: () => `claim-${++this.#claims}`,
      draining: signal,
    };
  }
}

const NEW_JOB = {
  owner: 'ada',
  type: testJobType.name,
  lane: 'standard',
  maxAttempts: MAX_ATTEMPTS,
  tags: {},
  input: { inline: {} },
  requestHash: 'hash',
  orderGroup: GROUP,
} as const;

const HELD = { delete: async () => {}, toDeadLetters: async () => {} } as unknown as Parameters<
  typeof acknowledgeState
>[1];

/** Every call does its work at once, but others go on before it and before its answer. */
function inSteps(jobs: JobTable, step: Step): JobTable {
  const methods = Object.entries(jobs).map(([name, method]: [string, (...args: unknown[]) => Promise<unknown>]) => [
    name,
    async (...args: unknown[]) => {
      await step();
      const answer = await method(...args);
      await step();
      return answer;
    },
  ]);
  return Object.fromEntries(methods) as JobTable;
}
