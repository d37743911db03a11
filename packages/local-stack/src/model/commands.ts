import * as fc from 'fast-check';
import { BEHAVIOURS } from './model-runner.ts';
import { stopWorker } from './model-worker.ts';
import { OWNERS } from './world.ts';
import { FAULTS, type Fault } from './simulated-process.ts';
import type { World, Submission } from './world.ts';

/** The commands keep no model of their own: what must hold is checked against the history of the world. */
type Model = Record<string, never>;
export type Command = fc.AsyncCommand<Model, World>;

const MAX_WORKERS = 3;

function command(name: string, run: (world: World) => void): Command {
  return {
    check: () => true,
    run: async (_, world) => {
      world.history.note({ name: '>>' }, name);
      run(world);
    },
    toString: () => name,
  };
}

const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(1, list.length)];

const show = (value: unknown) => JSON.stringify(value);

const faults = fc.oneof(
  { arbitrary: fc.constant<readonly Fault[]>([]), weight: 3 },
  {
    arbitrary: fc.array(fc.oneof({ arbitrary: fc.constant<Fault>('none'), weight: 4 }, fc.constantFrom(...FAULTS)), {
      minLength: 1,
      maxLength: 8,
    }),
    weight: 2,
  },
);

const index = fc.nat(5);

/** Of a job that has nothing to do with others. */
const alone = fc.record({
  key: fc.option(fc.constantFrom('a', 'b'), { nil: undefined, freq: 3 }),
  plan: fc.array(fc.constantFrom(...BEHAVIOURS), { minLength: 1, maxLength: 3 }),
  maxAttempts: fc.integer({ min: 1, max: 3 }),
});
const submissionAlone: fc.Arbitrary<Submission> = alone.map((own) => ({
  ...own,
  owner: OWNERS[0],
  after: [],
  afterFailure: 'cancel',
}));
const submissionAmongOthers: fc.Arbitrary<Submission> = fc
  .tuple(
    alone,
    fc.record({
      owner: fc.constantFrom(OWNERS[0], ...OWNERS),
      after: fc.option(fc.array(index, { minLength: 1, maxLength: 2 }), { nil: [], freq: 3 }),
      afterFailure: fc.constantFrom('cancel', 'cancel', 'run'),
    }),
  )
  .map(([own, more]) => Object.assign({}, own, more));

const submit = (submission: fc.Arbitrary<Submission>) =>
  fc
    .tuple(submission, faults)
    .map(([wanted, gone]) => command(`submit(${show(wanted)}, ${show(gone)})`, (world) => world.submit(wanted, gone)));

const cancel = fc.tuple(index, faults).map(([which, gone]) =>
  command(`cancel(${which}, ${show(gone)})`, (world) => {
    const jobId = pick([...world.history.jobs.keys()], which);
    if (jobId !== undefined) world.cancel(jobId, gone);
  }),
);

/** A moment, a heartbeat, a lease, and as long as it takes a reconciler or a redrive to look again. */
const WAITS_MS = [300, 5000, 21_000, 61_000, 130_000, 1_000_000];
const wait = fc
  .constantFrom(...WAITS_MS)
  .map((ms) => command(`wait(${ms})`, ({ clock }) => clock.advanceTo(clock.now() + ms)));
const waitForTimer = fc.constant(
  command('waitForTimer()', ({ clock }) => {
    if (clock.nextTimerAt < Infinity) clock.advanceTo(clock.nextTimerAt);
  }),
);

const startWorker = fc.constant(
  command('startWorker()', (world) => {
    if (world.workers.length < MAX_WORKERS) world.startWorker();
  }),
);
const crashWorker = fc.tuple(index, fc.boolean()).map(([which, callsArrive]) =>
  command(`crashWorker(${which}, ${callsArrive})`, (world) => {
    pick(world.workers, which)?.process.die({ callsArrive });
  }),
);
const crashAfterEnd = index.map((which) =>
  command(`crashAfterEnd(${which})`, (world) => pick(world.workers, which)?.process.dieAfterEnd()),
);
const sigterm = index.map((which) =>
  command(`sigterm(${which})`, (world) => {
    const worker = pick(world.workers, which);
    if (worker) stopWorker(worker);
  }),
);
const disturb = fc
  .tuple(index, faults)
  .map(([which, gone]) =>
    command(`disturb(${which}, ${show(gone)})`, (world) => pick(world.workers, which)?.process.disturb(gone)),
  );

const reconcile = faults.map((gone) => command(`reconcile(${show(gone)})`, (world) => world.reconcile(gone)));
const redrive = faults.map((gone) => command(`redrive(${show(gone)})`, (world) => world.redrive(gone)));

const redeliver = fc.tuple(index, fc.constantFrom(0, 0, 3, 4)).map(([which, swallowed]) =>
  command(`redeliver(${which}, ${swallowed})`, (world) => {
    const message = pick(world.messages, which);
    if (message) world.redeliver(message, swallowed);
  }),
);
/** A duplicate of a message that was deleted long ago. */
const deliverLate = index.map((which) =>
  command(`deliverLate(${which})`, ({ history, queues, store }) => {
    const sent = [...history.jobs].filter(([, { isSent }]) => isSent).map(([jobId]) => jobId);
    const jobId = pick(sent, which);
    if (jobId !== undefined) store.queues.sendBody(queues.work, JSON.stringify({ jobId }));
  }),
);
/** A duplicate that comes while a lease is over by some clocks and not by others. */
const deliverAtLeaseEnd = fc.tuple(index, fc.integer({ min: -4000, max: 4000 })).map(([which, lateMs]) =>
  command(`deliverAtLeaseEnd(${which}, ${lateMs})`, ({ clock, history, queues, store }) => {
    const held = [...history.jobs.values()].filter(({ job }) => job.leaseExpiresAt !== undefined);
    const job = pick(held, which)?.job;
    if (!job) return;
    clock.advanceTo(Math.max(clock.now(), (job.leaseExpiresAt ?? 0) + lateMs));
    store.queues.sendBody(queues.work, JSON.stringify({ jobId: job.jobId }));
  }),
);
const lose = index.map((which) =>
  command(`lose(${which})`, (world) => {
    const message = pick(world.messages, which);
    if (message) world.lose(message);
  }),
);
/** `isKept`: it comes once more, whatever became of it. */
const settleOne = fc.tuple(index, faults, fc.constantFrom(false, false, true)).map(([which, gone, isKept]) =>
  command(`settle(${which}, ${show(gone)}, ${isKept})`, (world) => {
    const settlement = pick(world.settlements.waiting, which);
    if (settlement) world.settle(settlement, gone, isKept);
  }),
);
const loseSettlement = index.map((which) =>
  command(`loseSettlement(${which})`, ({ settlements }) => {
    const lost = pick(settlements.waiting, which);
    if (lost) settlements.remove([lost.messageId]);
  }),
);

type Weighted = readonly (readonly [fc.Arbitrary<Command>, weight: number])[];

const ALONE: Weighted = [
  [submit(submissionAlone), 6],
  [cancel, 2],
  [wait, 4],
  [waitForTimer, 4],
  [startWorker, 2],
  [crashWorker, 2],
  [crashAfterEnd, 2],
  [sigterm, 1],
  [disturb, 2],
  [reconcile, 2],
  [redrive, 1],
  [redeliver, 2],
  [deliverLate, 1],
  [deliverAtLeaseEnd, 2],
  [lose, 1],
];
const AMONG_OTHERS: Weighted = [
  [submit(submissionAmongOthers), 9],
  ...ALONE.slice(1),
  [settleOne, 4],
  [loseSettlement, 1],
];

const asOftenAsWeighted = (weighted: Weighted) =>
  weighted.flatMap(([arbitrary, weight]) => Array.from({ length: weight }, () => arbitrary));

/** All commands, each as often in the list as it is to come up: where jobs have to do with each other, and where not. */
export const COMMANDS = { alone: asOftenAsWeighted(ALONE), amongOthers: asOftenAsWeighted(AMONG_OTHERS) } as const;
