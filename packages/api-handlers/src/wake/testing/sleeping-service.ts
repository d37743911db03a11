import { wakeTimes, type ServiceScaling, type WakeStates } from '@jobs/job-store';
import { createMemoryControls } from '@jobs/job-store/memory';
import {
  createRandom,
  createScaledService,
  createTimeline,
  declaredScaling,
  DOCUMENTED_LAG,
} from '@jobs/simulator/scaling';
import { captureLog } from '../../testing/captured-log.ts';
import { createWaker, type Wake } from '../create-waker.ts';
import { keepServices } from '../keep-services.ts';
import { serviceOf } from './service-of.ts';
import { createVirtualQueue } from './virtual-queue.ts';
import { createVirtualTasks } from './virtual-tasks.ts';

const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
const IDLE_MINUTES = 5;

export interface SleepingServiceOptions {
  readonly seed: number;
  /** How many processes submit. */
  readonly processes?: number;
  /** The share of the calls that wake which fails, by submissions and by the reconciler. */
  readonly failing?: number;
  /** Otherwise nobody runs it. */
  readonly reconciles?: boolean;
  /** What is done instead of what the product does, to show that it would not do. */
  readonly wakeBy?: ((service: { updateDesired(tasks: number): void }) => Wake) | undefined;
}

/**
 * The service of a job type from zero, in virtual time: the product's own waker and reconciler, on queues' metrics that
 * lag, alarms that repeat their actions, and tasks that take a minute to start. One second is the shortest time in it.
 */
export function createSleepingService(options: SleepingServiceOptions) {
  const { seed, processes = 1, reconciles = true } = options;
  let { failing = 0 } = options;
  const random = createRandom(seed, 'wake');
  const settings = serviceOf('text-analyze');
  const { name } = settings;
  const timeline = createTimeline();
  const queue = createVirtualQueue(timeline.now, random);
  const tasks = createVirtualTasks(timeline.now, queue.isBusy);
  const service = createScaledService({
    timeline,
    random: createRandom(seed, 'scaling'),
    rules: declaredScaling(settings.compute, IDLE_MINUTES),
    lag: DOCUMENTED_LAG,
    backlog: queue.backlog,
    runningTasks: tasks.running,
    onDesired: (desired) => tasks.want(desired),
  });

  const times = wakeTimes(IDLE_MINUTES * 60);
  const memory = createMemoryControls({ now: timeline.now, intervalMs: times.intervalMs });
  const ports = portsOf({ memory: memory.wakeStates, service, name, fails: () => random() < failing });
  const shared = { ...ports, times, now: timeline.now, log: captureLog().logger };
  const wakers = Array.from({ length: processes }, () => options.wakeBy?.(service) ?? createWaker(shared));
  const reconcilersWaker = createWaker(shared);

  const getDepth = async () => {
    service.useQueues();
    return queue.depth();
  };
  // The depth is of the first queue, or a message would count for each.
  const first = { ...settings, queues: settings.queues.slice(0, 1) };
  const workers = {
    countWorkers: async () =>
      new Map([[name, { running: tasks.running(), pending: 0, desired: service.desiredTasks() }]]),
  };
  /** When the reconciler finds it overdue. */
  const lost: number[] = [];

  async function send(wake: Wake) {
    queue.send();
    service.useQueues();
    await wake(name);
  }

  async function reconcile() {
    await keepServices({ ...shared, queues: { getDepth }, workers, services: [first] });
    while (lost[0] !== undefined && lost[0] <= timeline.now()) {
      lost.shift();
      await send(reconcilersWaker);
    }
  }

  async function second() {
    timeline.runUntil(timeline.now() + SECOND_MS);
    if (reconciles && timeline.now() % MINUTE_MS === phaseMs) await reconcile();
    tasks.start();
    if (tasks.running() > 0) queue.receiveAll();
  }
  const phaseMs = Math.floor(random() * 60) * SECOND_MS;

  return {
    waits: queue.waits,
    runningTasks: tasks.running,
    minTasks: () => service.minTasks(),
    pause: () => memory.controls.pause(name, { by: 'platform' }),
    resume: () => memory.controls.resume(name),
    /** From now on, that share of the calls that wake fails. */
    fail(share: number) {
      failing = share;
    },
    async run(ms: number) {
      for (const end = timeline.now() + ms; timeline.now() < end;) await second();
    },
    /** Until a worker runs. @returns how long that was */
    async runUntilAwake(limitMs: number) {
      const begin = timeline.now();
      while (tasks.running() === 0 && timeline.now() - begin < limitMs) await second();
      return tasks.running() === 0 ? Infinity : timeline.now() - begin;
    },
    submit: (process = 0) => send(wakers[process % wakers.length] ?? reconcilersWaker),
    /** Stored, and its message lost: the reconciler finds it overdue two minutes later. */
    submitAndLose() {
      lost.push(timeline.now() + 2 * MINUTE_MS);
    },
  };
}

interface PortParts {
  readonly memory: WakeStates;
  readonly service: ReturnType<typeof createScaledService>;
  readonly name: string;
  readonly fails: () => boolean;
}

function portsOf({ memory, service, name, fails }: PortParts) {
  const perhaps = () => {
    if (fails()) throw new Error('away');
  };
  const serviceScaling: ServiceScaling = {
    setMinimum: async (_, tasks) => {
      perhaps();
      service.registerMinimum(tasks);
    },
    getMinimums: async () => new Map([[name, service.minTasks()]]),
  };
  const wakeStates: WakeStates = {
    ...memory,
    noteWork: async (jobType) => {
      perhaps();
      return memory.noteWork(jobType);
    },
  };
  return { serviceScaling, wakeStates };
}
