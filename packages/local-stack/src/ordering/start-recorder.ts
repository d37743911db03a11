import type { JobRecord } from '@jobs/job-store';
import type { WorkerDependencies } from '@jobs/worker';

type AttemptRunner = WorkerDependencies['runner'];
type HandlerEnd = Awaited<ReturnType<AttemptRunner['start']>['ended']>;

export interface Start {
  readonly jobId: string;
  readonly attempt: number;
  /** Jobs of the same group that were running when it started. */
  readonly beside: readonly string[];
}

/** What the workers of a test start, in its order; how an attempt ends is for the test to say. */
export class StartRecorder {
  readonly starts: Start[] = [];
  readonly #running = new Map<string, string>();
  readonly #endOf: (job: JobRecord) => Promise<HandlerEnd>;

  constructor(endOf: (job: JobRecord) => Promise<HandlerEnd>) {
    this.#endOf = endOf;
  }

  readonly runner: AttemptRunner = {
    start: (job) => ({ ended: this.#run(job), abort: () => {}, terminate: () => {} }),
    close: () => Promise.resolve(),
  };

  /** Jobs in the order of their first attempts. */
  get order(): readonly string[] {
    return [...new Set(this.starts.map(({ jobId }) => jobId))];
  }

  async #run({ ...job }: JobRecord): Promise<HandlerEnd> {
    const beside = [...this.#running].filter(([, group]) => group === job.orderGroup).map(([jobId]) => jobId);
    this.starts.push({ jobId: job.jobId, attempt: job.attempt, beside });
    this.#running.set(job.jobId, job.orderGroup ?? '');
    const end = await this.#endOf(job);
    this.#running.delete(job.jobId);
    return end;
  }
}

const failed = (kind: 'other' | 'permanent'): HandlerEnd => ({
  kind: 'failed',
  failure: { kind, code: kind, message: 'As planned' },
});

export const ENDS: Readonly<Record<'succeeded' | 'failed' | 'failedForGood', HandlerEnd>> = {
  succeeded: { kind: 'returned', result: { inline: {} } },
  failed: failed('other'),
  failedForGood: failed('permanent'),
};
