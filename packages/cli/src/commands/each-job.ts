import type { JobView } from '@jobs/client';
import type { Context } from '../context.ts';
import { describeError } from '../describe-error.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { styledStatus } from '../output/describe-job.ts';

/**
 * Does the same with one job after the other, though some be refused, and prints how each is now.
 * @returns the exit code of the first that was refused
 */
export async function forEachJob(
  { io, out }: Pick<Context, 'io' | 'out'>,
  ids: readonly string[],
  act: (id: string) => Promise<JobView>,
): Promise<ExitCode> {
  const jobs: JobView[] = [];
  let exit: ExitCode = EXIT.ok;
  for (const id of new Set(ids)) {
    try {
      const job = await act(id);
      jobs.push(job);
      out.styled(`${job.id}  ${styledStatus(out, job.status)}${isBeingStopped(job) ? ', and is being stopped' : ''}`);
    } catch (error) {
      io.signal.throwIfAborted();
      const described = describeError(error);
      out.note(`${id}: ${described.text}`);
      if (exit === EXIT.ok) exit = described.exit;
      if (described.exit === EXIT.unreachable) break;
    }
  }
  if (out.json) out.document(jobs);
  return exit;
}

const isBeingStopped = ({ status, cancelRequestedAt }: JobView) =>
  status === 'RUNNING' && cancelRequestedAt !== undefined;
