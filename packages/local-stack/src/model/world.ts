import { createHandlers } from '@jobs/api-handlers';
import { apiGatewayEvent } from '@jobs/api-handlers/testing';
import { createMemoryJobStore, type MemoryJobStore, type QueuedMessage } from '@jobs/job-store/memory';
import type { SQSEvent } from 'aws-lambda';
import type { Scheduler } from 'fast-check';
import { History, jobIdOf } from './history.ts';
import { AWAKE, ENVIRONMENT, lambdaContext, NO_AUDIT, NO_CONNECTIONS, silentLog } from './model-environment.ts';
import { declare, JOB_TYPE, modelQueues, type Declaration, type ModelQueues } from './model-job-type.ts';
import { inputOf, type Behaviour } from './model-runner.ts';
import { startWorker, type ModelWorker } from './model-worker.ts';
import { jobTableOn, openPorts, type Ports } from './process-ports.ts';
import { Settlements } from './settlements.ts';
import { SimulatedProcess, type Fault } from './simulated-process.ts';
import { SkewedClock, type ClockSkew } from './skewed-clock.ts';
import { VirtualClock } from './virtual-clock.ts';

/** What a process is, for those who break it on purpose. */
export type Role = 'worker' | 'submit-job' | 'cancel-job' | 'reconcile-jobs' | 'redrive-dead-letters' | 'settle-jobs';

/** A change to what a process reaches the services by: nothing, or one line of the protocol broken. */
export type Mutation = (ports: Ports, role: Role) => Ports;

export interface Submission {
  readonly key?: string | undefined;
  readonly plan: readonly Behaviour[];
  readonly maxAttempts: number;
  readonly owner: (typeof OWNERS)[number];
  /** Which of the owner's jobs it is to start after; those of a type with an order have a key instead. */
  readonly after: readonly number[];
  readonly afterFailure: 'cancel' | 'run';
}

export const OWNERS = ['acme', 'ben'] as const;

/** A function of the API is ended by then. */
const FUNCTION_LIMIT_MS = 30_000;

/** Services in memory, and the real functions and workers on them, in processes that the schedule moves on. */
export class World {
  readonly clock = new VirtualClock();
  readonly history = new History(() => this.clock.now());
  readonly store: MemoryJobStore;
  readonly queues: ModelQueues;
  readonly settlements = new Settlements();
  readonly scheduler: Scheduler;
  readonly #mutation: Mutation;
  /** Of its processes, in the order in which they start, and over again. */
  readonly #skews: readonly ClockSkew[];
  #workers: ModelWorker[] = [];
  #invocations = new Set<SimulatedProcess>();
  #started = 0;

  constructor(
    scheduler: Scheduler,
    { skews, declaration }: { readonly skews: readonly ClockSkew[]; readonly declaration: Declaration },
    mutation: Mutation = (ports) => ports,
  ) {
    declare(declaration);
    this.queues = modelQueues();
    this.store = createMemoryJobStore({
      clock: this.clock,
      onDeadLetter: (queue, { messageId, body }) =>
        this.history.note({ name: 'SQS' }, `moved ${messageId} ${body} from ${queue} to the dead letters`),
    });
    this.scheduler = scheduler;
    this.#skews = skews;
    this.#mutation = mutation;
  }

  /** Workers that have not died. */
  get workers(): readonly ModelWorker[] {
    this.#workers = this.#workers.filter(({ process }) => !process.isDead);
    return this.#workers;
  }

  /** Nothing is at work right now. */
  get isIdle(): boolean {
    return this.#invocations.size === 0 && this.workers.every(({ worker }) => worker.busy === 0);
  }

  startWorker(): void {
    const { process, ports } = this.#open('worker', []);
    this.#workers.push(startWorker(process, ports));
  }

  submit({ key, plan, maxAttempts, owner, after, afterFailure }: Submission, faults: readonly Fault[]): void {
    const awaited = this.#jobsOf(owner, after);
    this.#invoke('submit-job', faults, async (overrides, process, number) => {
      this.history.asked(process, { after: awaited, afterFailure });
      const { jobs } = overrides.store;
      const named = {
        ...jobs,
        // Random ids would make no two runs alike.
        createJob: (job: Parameters<typeof jobs.createJob>[0]) =>
          jobs.createJob(key === undefined ? { ...job, jobId: `job_${number.padStart(32, '0')}` } : job),
      };
      const handler = createHandlers['submit-job'](ENVIRONMENT, {
        ...overrides,
        store: { ...overrides.store, jobs: named, connections: NO_CONNECTIONS },
      });
      const headers = key === undefined ? {} : { 'idempotency-key': key };
      const body = {
        type: JOB_TYPE.name,
        input: inputOf(plan),
        maxAttempts,
        ...(awaited.length > 0 && { after: awaited, afterFailure }),
        ...(JOB_TYPE.ordering && { orderingKey: owner }),
      };
      const response = await handler(apiGatewayEvent('submit-job', { owner, headers, body }), lambdaContext);
      if (response.statusCode !== 202) return;
      const { id } = JSON.parse(response.body ?? '') as { readonly id: string };
      this.history.accepted(this.store, id, key === undefined ? undefined : `${owner} ${key}`);
    });
  }

  /** Those of the owner that are at these places of his, and over again. */
  #jobsOf(owner: string, places: readonly number[]): readonly string[] {
    if (JOB_TYPE.ordering) return [];
    const own = [...this.history.jobs.values()].map(({ job }) => job).filter((job) => job.owner === owner);
    return [...new Set(places.flatMap((place) => own[place % own.length]?.jobId ?? []))];
  }

  cancel(jobId: string, faults: readonly Fault[]): void {
    const owner = this.history.jobs.get(jobId)?.job.owner ?? '';
    this.#invoke('cancel-job', faults, async (overrides) => {
      const handler = createHandlers['cancel-job'](ENVIRONMENT, overrides);
      const response = await handler(
        apiGatewayEvent('cancel-job', { owner, pathParameters: { jobId } }),
        lambdaContext,
      );
      if (response.statusCode < 300) this.history.cancelAccepted(jobId);
    });
  }

  reconcile(faults: readonly Fault[]): void {
    this.#invoke('reconcile-jobs', faults, (overrides) =>
      createHandlers['reconcile-jobs'](ENVIRONMENT, overrides)({}, lambdaContext),
    );
  }

  redrive(faults: readonly Fault[]): void {
    this.#invoke('redrive-dead-letters', faults, (overrides) =>
      createHandlers['redrive-dead-letters'](ENVIRONMENT, {
        ...overrides,
        store: { ...overrides.store, auditLog: NO_AUDIT },
      })({ type: JOB_TYPE.name }, lambdaContext),
    );
  }

  /** Has an event settled; it comes again unless that is told to have gone well, and once more if it `isKept`. */
  settle({ messageId, event }: Settlements['waiting'][number], faults: readonly Fault[], isKept: boolean): void {
    this.#invoke('settle-jobs', faults, async (overrides, process) => {
      const Records = [{ messageId, body: JSON.stringify(event) }] as unknown as SQSEvent['Records'];
      const { batchItemFailures } = await createHandlers['settle-jobs'](ENVIRONMENT, overrides)({ Records });
      if (!isKept && !process.isDead && batchItemFailures.length === 0) this.settlements.remove([messageId]);
    });
  }

  /** Who holds the slots of the job type's limits. */
  async slotHolders(): Promise<readonly string[]> {
    const { name } = JOB_TYPE;
    const uses = [name, ...OWNERS.map((owner) => `${name}/${owner}`)].map((key) => this.store.limits.getUse(key));
    return (await Promise.all(uses)).flatMap(({ holders }) => holders.map(({ holder }) => holder));
  }

  /** Messages that wait for workers, or are at one. */
  get messages() {
    return this.store.queues.messages(this.queues.work);
  }

  /** Hands a message out again; if nobody is at work with it, it may have been handed out to nobody several times. */
  redeliver(message: QueuedMessage, swallowed: number): void {
    const isHeld = !this.isIdle && message.visibleAt > this.clock.now();
    const times = isHeld ? 0 : swallowed;
    if (times > 0) this.history.jobs.get(jobIdOf(message))?.swallowed();
    this.store.queues.redeliver(this.queues.work, message.messageId, times);
  }

  /** Loses a message behind everybody's back. */
  lose(message: QueuedMessage): void {
    const job = this.history.jobs.get(jobIdOf(message));
    if (job) job.isMessageLost = true;
    this.store.queues.lose(this.queues.work, message.messageId);
  }

  /** Nothing goes wrong any more. */
  calm(): void {
    for (const { process } of this.workers) process.calm();
    for (const process of this.#invocations) process.calm();
  }

  #open(role: Role, faults: readonly Fault[]) {
    const skew = this.#skews[this.#started % this.#skews.length] ?? { aheadMs: 0 };
    const number = String(++this.#started);
    const onDeath = (process: SimulatedProcess) => {
      this.#invocations.delete(process);
      this.history.note(process, 'is gone');
    };
    const process = new SimulatedProcess(
      `${role} ${number}`,
      this.scheduler,
      new SkewedClock(this.clock, skew),
      faults,
      onDeath,
    );
    return {
      process,
      number,
      ports: this.#mutation(openPorts(process, this.store, this.history, this.settlements), role),
    };
  }

  #invoke(
    role: Role,
    faults: readonly Fault[],
    run: (overrides: Overrides, process: SimulatedProcess, number: string) => Promise<unknown>,
  ) {
    const { process, number, ports } = this.#open(role, faults);
    this.#invocations.add(process);
    // A place in a group is given up a minute after it was taken: nobody who submits lives for so long.
    if (JOB_TYPE.ordering && role === 'submit-job') {
      this.clock.after(FUNCTION_LIMIT_MS, () => process.die({ callsArrive: false }));
    }
    const { payloads, apiKeys, batches, batchEvents } = this.store;
    const { limits, followers } = ports;
    const store = {
      ...AWAKE,
      jobs: jobTableOn(ports),
      queues: ports.queues,
      events: ports.events,
      payloads,
      apiKeys,
      limits,
      followers,
      batches,
      batchEvents,
    };
    const ended = async () => {
      // A function that fails has logged why, and is invoked again by whoever needs it.
      await run({ store, logger: silentLog, now: () => process.clock.now() }, process, number).catch(() => {});
      this.#invocations.delete(process);
    };
    void ended();
  }
}

interface Overrides {
  readonly store: Pick<
    MemoryJobStore,
    'jobs' | 'payloads' | 'apiKeys' | 'limits' | 'followers' | 'batches' | 'batchEvents'
  > &
    Pick<Ports, 'queues' | 'events'> &
    typeof AWAKE;
  readonly logger: typeof silentLog;
  readonly now: () => number;
}
