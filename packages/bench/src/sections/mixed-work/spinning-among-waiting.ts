import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { secondsUntilCounted } from '../../measure/until-counted.ts';
import { withFreshQueue } from '../../services/fresh-queue.ts';
import type { Bench } from '../../services/with-bench.ts';
import { seedJobs } from '../../worker/seed-jobs.ts';
import type { MixedInput } from './simulated-work.ts';
import { HIDDEN_SECONDS, type SpinningOrder, type SpinningReport } from './spinning-protocol.ts';

const MAIN = fileURLToPath(import.meta.resolve('./spinning-main.ts'));
/** So that another can take what one fails to keep. */
const PROCESSES = 2;
export const SPIN_SECONDS = 2 * HIDDEN_SECONDS;
const WAIT_MS = 200;
/** One that needs the processor for longer than messages are hidden, among others that wait. */
export const SPINNING_MIX: readonly MixedInput[] = [
  { spinMs: SPIN_SECONDS * 1000 },
  ...Array.from({ length: 9 }, () => ({ waitMs: WAIT_MS })),
];

/** Runs the mix by two processes of a side. @returns how often its jobs were begun, in all: once each is right */
export const startsOf = (side: SpinningOrder['side'], bench: Bench): Promise<number> =>
  withFreshQueue(bench.sqs, bench.environment, async ({ jobType, url }) => {
    const jobs = await seedJobs(bench.store, jobType, SPINNING_MIX);
    const inputs = Object.fromEntries(jobs.map(({ jobId }, index) => [jobId, SPINNING_MIX[index] ?? {}]));
    const order: SpinningOrder = { side, environment: bench.environment, jobType, url, inputs };
    let started = 0;
    await secondsUntilCounted(jobs.length, (counted) => {
      const children = Array.from({ length: PROCESSES }, () => {
        const child = fork(MAIN, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
        child.on('message', ({ startedJobId, acknowledged = 0 }: SpinningReport) => {
          if (startedJobId !== undefined) started += 1;
          if (acknowledged > 0) counted(acknowledged);
        });
        child.send(order);
        return { child, ended: once(child, 'exit') };
      });
      return async () => {
        // One may be spinning: it would not hear of anything else.
        for (const { child } of children) child.kill('SIGKILL');
        await Promise.all(children.map(({ ended }) => ended));
      };
    });
    if (side === 'sqs-consumer') return started;
    const ended = await Promise.all(jobs.map(({ jobId }) => bench.store.jobs.getJob(jobId)));
    return ended.reduce((sum, job) => sum + (job?.attempt ?? 0), 0);
  });
