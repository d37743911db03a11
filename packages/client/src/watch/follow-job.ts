import type { JobFeed } from './job-feed.ts';
import { pollJob, type PollDependencies } from './poll-job.ts';
import type { UpdateQueue } from './update-queue.ts';

export interface FollowDependencies extends PollDependencies {
  /** Undefined where the runtime has no WebSocket. */
  readonly push: JobFeed | undefined;
}

/** So long a connection may take to be made before the job is polled meanwhile. */
const HEAD_START_MS = 3000;

/**
 * Fills the queue until the signal is aborted: by push as long as that lives, and by polling while it does not. Each
 * begins with the present state, so that nothing is lost between them, and what comes by both is dropped by its version.
 * Whether there is such a job at all is for polling to find out, whatever push says.
 */
export function followJob(
  { push, ...dependencies }: FollowDependencies,
  jobId: string,
  updates: Pick<UpdateQueue, 'add' | 'fail'>,
  signal: AbortSignal,
): void {
  let polling: AbortController | undefined;
  let isLive = false;

  const stopPolling = () => {
    polling?.abort();
    polling = undefined;
  };
  const startPolling = () => {
    if (polling || isLive || signal.aborted) return;
    const current = new AbortController();
    polling = current;
    pollJob(dependencies, jobId, (job) => updates.add(job), current.signal).catch((error: unknown) => {
      if (!current.signal.aborted) updates.fail(error);
    });
  };
  signal.addEventListener('abort', stopPolling, { once: true });
  if (!push) return startPolling();

  const unfollow = push.follow(jobId, {
    onJob: (job) => updates.add(job),
    onLive() {
      isLive = true;
      stopPolling();
    },
    onLost() {
      isLive = false;
      startPolling();
    },
  });
  signal.addEventListener('abort', unfollow, { once: true });
  dependencies.clock.sleep(HEAD_START_MS, signal).then(startPolling, () => {});
  return undefined;
}
