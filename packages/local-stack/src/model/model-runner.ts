import type { WorkerDependencies } from '@jobs/worker';
import type { JobRecord, StoredPayload } from '@jobs/job-store';
import type { SimulatedProcess } from './simulated-process.ts';
import type { ModelResult } from './write-faults.ts';

type AttemptRunner = WorkerDependencies['runner'];
type HandlerEnd = Awaited<ReturnType<AttemptRunner['start']>['ended']>;

/** What the handler of an attempt does. `hang` returns when its signal is aborted, `spin` only with its thread. */
export const BEHAVIOURS = ['succeed', 'slow', 'fail', 'fail-for-good', 'retry-later', 'hang', 'spin'] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

/** Longer than a lease. */
const SLOW_MS = 90_000;
/** Longer than a message can be delayed. */
const RETRY_LATER_SECONDS = 1000;

/** The input of a job that behaves so, attempt by attempt; the last goes on. */
export const inputOf = (plan: readonly Behaviour[]) => ({ source: { text: plan.join(' ') } });

function behaviourOf({ input, attempt }: JobRecord): Behaviour {
  const { source } = ('inline' in input ? input.inline : {}) as unknown as ReturnType<typeof inputOf>;
  const plan = source.text.split(' ') as Behaviour[];
  return plan[Math.min(attempt, plan.length) - 1] ?? 'succeed';
}

const failure = (kind: 'other' | 'permanent'): HandlerEnd => ({
  kind: 'failed',
  failure: { kind, code: kind, message: 'As planned' },
});

function endOf(behaviour: Behaviour, { attempt }: JobRecord): HandlerEnd | undefined {
  switch (behaviour) {
    case 'succeed':
    case 'slow': {
      const result = { attempt } satisfies ModelResult;
      return { kind: 'returned', result: { inline: result } satisfies StoredPayload };
    }
    case 'fail':
      return failure('other');
    case 'fail-for-good':
      return failure('permanent');
    case 'retry-later': {
      const delaySeconds = RETRY_LATER_SECONDS;
      return { kind: 'failed', failure: { kind: 'retry-later', code: 'later', message: 'Later', delaySeconds } };
    }
    case 'hang':
    case 'spin':
      return undefined;
  }
  return behaviour satisfies never;
}

/** Runs attempts as their job's input says, in steps of the schedule. */
export function createModelRunner(process: SimulatedProcess): AttemptRunner {
  return {
    start(job, onProgress) {
      const behaviour = behaviourOf(job);
      const { promise: ended, resolve } = Promise.withResolvers<HandlerEnd>();
      const end = async (value: HandlerEnd) => {
        await process.step(`handler of ${job.jobId} ends`);
        resolve(value);
      };
      const planned = endOf(behaviour, job);
      const run = async () => {
        await process.step(`handler of ${job.jobId} begins`);
        if (behaviour === 'slow') onProgress({ percent: 50 });
        if (planned && behaviour === 'slow') process.clock.after(SLOW_MS, () => void end(planned));
        else if (planned) await end(planned);
      };
      void run();
      return {
        ended,
        abort: () => {
          if (behaviour !== 'spin') void end(failure('other'));
        },
        terminate: () => void end(failure('other')),
      };
    },
    close: () => Promise.resolve(),
  };
}
