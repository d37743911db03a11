import { execFile, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { runnableWorker } from '@jobs/bundler';
import { queueName, type JobType } from '@jobs/shared-contracts';
import { actAs } from '@jobs/stand-ins';
import { fillUp } from './backlog.ts';
import type { World } from './world.ts';

/** A process as the system sees it. */
interface Footprint {
  readonly rssMib: number;
  /** Of the system, handlers' and others. */
  readonly threads: number;
}

export interface SlotMemory {
  readonly slots: number;
  readonly idle: Footprint;
  /** While each slot has a job, or has had one a moment ago; undefined where it was not tried. */
  readonly busy?: Footprint;
}

/** `threads`: the worker as it is deployed, with its handlers. `slots`: without threads, while jobs do nothing but last. */
type WorkerKind = 'threads' | 'slots';

/** After its start, until nothing more is loaded. */
const SETTLED_MS = 3000;
const LONGEST_MS = 90_000;

export async function measureMemory(
  world: World,
  jobType: JobType,
  kind: WorkerKind,
  { slots, busy, nextNumber }: { slots: number; busy: boolean; nextNumber: () => number },
  signal: AbortSignal,
): Promise<SlotMemory> {
  const worker = await startProcess(world, jobType, kind, slots);
  try {
    await sleep(SETTLED_MS, undefined, { signal });
    const idle = await footprintOf(worker);
    if (!busy) return { slots, idle };
    await fillUp(world, jobType, slots, nextNumber);
    return { slots, idle, busy: await largestUntilTaken(world, jobType, kind === 'slots' ? slots : 0, worker, signal) };
  } finally {
    const exited = once(worker, 'exit');
    worker.kill('SIGKILL');
    await exited;
  }
}

async function startProcess(
  { environment }: World,
  jobType: JobType,
  kind: WorkerKind,
  slots: number,
): Promise<ChildProcess> {
  const entry = kind === 'threads' ? await runnableWorker('main') : new URL('./slots-main.ts', import.meta.url);
  const worker = fork(fileURLToPath(entry), [], {
    env: {
      ...environment,
      ...actAs.worker(jobType.name),
      JOB_TYPE: jobType.name,
      WORKER_CONCURRENCY: String(slots),
      LOG_LEVEL: 'error',
      TMPDIR: tmpdir(),
    },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const killWithParent = () => void worker.kill('SIGKILL');
  process.once('exit', killWithParent);
  worker.once('exit', () => process.off('exit', killWithParent));
  return worker;
}

/** The largest footprint until all messages are received, all but `atWork` of them dealt with, and a moment later. */
async function largestUntilTaken(
  { store }: World,
  jobType: JobType,
  atWork: number,
  worker: ChildProcess,
  signal: AbortSignal,
): Promise<Footprint> {
  const deadline = Date.now() + LONGEST_MS;
  let largest: Footprint = { rssMib: 0, threads: 0 };
  const look = async () => {
    const { rssMib, threads } = await footprintOf(worker);
    largest = { rssMib: Math.max(largest.rssMib, rssMib), threads: Math.max(largest.threads, threads) };
  };
  for (;;) {
    await look();
    const { visible, inFlight } = await store.queues.getDepth(queueName(jobType.name, 'standard'));
    if (visible === 0 && inFlight === atWork) {
      await sleep(SETTLED_MS, undefined, { signal });
      await look();
      return largest;
    }
    if (Date.now() > deadline)
      throw new Error(`${visible} messages wait and ${inFlight} are at work: a worker is stuck`);
    await sleep(200, undefined, { signal });
  }
}

async function footprintOf({ pid }: ChildProcess): Promise<Footprint> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=,nlwp=', '-p', String(pid)]);
  const [rssKib = NaN, threads = NaN] = stdout.trim().split(/\s+/).map(Number);
  return { rssMib: rssKib / 1024, threads };
}
