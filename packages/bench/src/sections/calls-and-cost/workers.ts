import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { runnableWorker } from '@jobs/bundler';
import { createJobStore, loadJobStoreConfig, type StoredPayload } from '@jobs/job-store';
import type { JobType } from '@jobs/shared-contracts';
import { actAs } from '@jobs/stand-ins';
import { createWorker, systemClock, type Clock, type WorkerDependencies } from '@jobs/worker';
import { pino } from 'pino';

export interface RunningWorker {
  /** What it has logged. */
  readonly logBytes: number;
  stop(): Promise<void>;
}

interface WorkerInProcess {
  readonly environment: Readonly<Record<string, string>>;
  readonly jobType: JobType;
  readonly slots: number;
  /** How long a handler takes, by the worker's clock. */
  readonly durationMs: number;
  readonly result: StoredPayload;
  /** Passes so much faster than real time. */
  readonly timesFaster?: number;
  /** A handler is started. */
  readonly onStart?: () => void;
}

/** The real worker, but that its handlers do nothing but wait, in its own thread. */
export function startWorker({ timesFaster = 1, ...worker }: WorkerInProcess): RunningWorker {
  let logBytes = 0;
  const log = pino({ level: 'info' }, { write: (line: string) => void (logBytes += Buffer.byteLength(line)) });
  const clock = fastClock(timesFaster);
  const environment = { ...worker.environment, ...actAs.worker(worker.jobType.name) };
  const store = createJobStore(loadJobStoreConfig(environment, ['jobs', 'queues', 'events']), {
    now: () => clock.now(),
  });
  const running = createWorker(
    {
      ...store,
      runner: waitingRunner(clock, worker),
      protection: { protect: async () => 'protected', unprotect: async () => {} },
      pauseGate: { over: async () => {} },
      clock,
      random: Math.random,
      newClaimId: randomUUID,
      log,
    },
    {
      jobType: worker.jobType,
      concurrency: worker.slots,
      eventSource: '/jobs/bench',
      shutdownGraceMs: 1000 * timesFaster,
      stopGraceMs: 1000,
    },
  );
  running.start();
  return {
    get logBytes() {
      return logBytes;
    },
    stop: async () => {
      await running.stop();
      store.close();
    },
  };
}

/** Long waits pass faster. Short ones, such as that of a batch for its next entry, stay what they are. */
function fastClock(timesFaster: number): Clock {
  if (timesFaster === 1) return systemClock;
  const startedAt = Date.now();
  return {
    now: () => Math.floor(startedAt + (Date.now() - startedAt) * timesFaster),
    after: (ms, callback) => systemClock.after(ms < SHORT_WAIT_MS ? ms : ms / timesFaster, callback),
  };
}

const SHORT_WAIT_MS = 500;

function waitingRunner(
  clock: Clock,
  { durationMs, result, onStart = () => {} }: Pick<WorkerInProcess, 'durationMs' | 'result' | 'onStart'>,
): WorkerDependencies['runner'] {
  return {
    start: () => {
      onStart();
      const { promise, resolve } = Promise.withResolvers<{ kind: 'returned'; result: StoredPayload }>();
      const finish = () => resolve({ kind: 'returned', result });
      if (durationMs === 0) finish();
      else clock.after(durationMs, finish);
      return { ended: promise, abort: finish, terminate: finish };
    },
    close: async () => {},
  };
}

/** A worker's own process as it is deployed, with its threads and handlers. */
export async function startWorkerProcess(
  environment: Readonly<Record<string, string>>,
  jobType: JobType,
): Promise<RunningWorker> {
  const entry = await runnableWorker('main');
  const child = fork(entry, [], {
    env: {
      ...environment,
      ...actAs.worker(jobType.name),
      JOB_TYPE: jobType.name,
      LOG_LEVEL: 'info',
      SHUTDOWN_GRACE_SECONDS: '5',
      TMPDIR: tmpdir(),
    },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  let logBytes = 0;
  child.stdout?.on('data', (chunk: Buffer) => void (logBytes += chunk.length));
  const exited = once(child, 'exit');
  const killWithParent = () => void child.kill('SIGKILL');
  process.once('exit', killWithParent);
  return {
    get logBytes() {
      return logBytes;
    },
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
      process.off('exit', killWithParent);
    },
  };
}
