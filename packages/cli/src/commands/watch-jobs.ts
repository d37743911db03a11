import { progressLine } from '@jobs/local-stack/progress-bar';
import type { JobSummary } from '@jobs/client';
import type { Connected, Context } from '../context.ts';
import { InterruptedError } from '../errors.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { failureOf } from '../output/describe-job.ts';

export interface Watching {
  readonly io: Context['io'];
  readonly client: Connected['client'];
  /** Told of each change. */
  readonly show: (job: JobSummary, index: number) => void;
}

/**
 * Follows jobs to their ends, all at once.
 * @returns the last state of each, in their order
 * @throws {InterruptedError} when the person has seen enough: the jobs go on
 */
export async function watchJobs({ io, client, show }: Watching, ids: readonly string[]): Promise<JobSummary[]> {
  // With the first failure the others are left too.
  const left = new AbortController();
  const signal = AbortSignal.any([io.signal, left.signal]);
  const follow = async (id: string, index: number) => {
    let last: JobSummary | undefined;
    for await (const job of client.watch(id, { signal })) {
      last = job;
      show(job, index);
    }
    if (!last) throw new Error(`${id} was followed to its end without a state`);
    return last;
  };
  try {
    return await Promise.all(ids.map(follow));
  } catch (error) {
    left.abort();
    if (!io.signal.aborted) throw error;
    const [what, them] = ids.length === 1 ? ['The job goes', 'it'] : ['The jobs go', 'them'];
    throw new InterruptedError(`Stopped watching. ${what} on; follow ${them} again: watch ${ids.join(' ')}`);
  }
}

/** What watching shows of a job, on one line. */
export const lineOf = (job: JobSummary): string => `${job.id}  ${progressLine(job)}`;

/** Tells how jobs ended that did not succeed; a failure weighs more than a cancellation. */
export function concludeJobs({ out }: Pick<Context, 'out'>, jobs: readonly JobSummary[]): ExitCode {
  const failed = jobs.filter(({ status }) => status === 'FAILED');
  const cancelled = jobs.filter(({ status }) => status === 'CANCELLED');
  for (const job of failed) out.note(failureOf(job));
  for (const { id } of cancelled) out.note(`${id} was cancelled`);
  if (failed.length > 0) return EXIT.jobFailed;
  return cancelled.length > 0 ? EXIT.jobCancelled : EXIT.ok;
}
