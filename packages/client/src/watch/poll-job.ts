import { isTerminal, type JobSummary, type JobView } from '@jobs/shared-contracts';
import type { Clock } from '../clock.ts';
import type { CallApi } from '../http/call-api.ts';
import { retryAfterMs } from '../http/retry.ts';

/** The longest that the API holds an answer. */
export const WAIT_SECONDS = 20;
/** Where the API neither holds the answer nor says when to ask again. */
const PAUSE_MS = 1000;
/**
 * In a row: about five minutes, with the pauses between them. Counted in tries, not in time, so that a laptop that has
 * slept for an hour goes on when it wakes.
 */
const TRIES = 30;

export interface PollDependencies {
  readonly call: CallApi;
  readonly clock: Clock;
}

/** Reads the job now, and again as soon as it has changed, until it has ended. */
export async function pollJob(
  { call, clock }: PollDependencies,
  jobId: string,
  onJob: (job: JobSummary) => void,
  signal: AbortSignal,
): Promise<void> {
  const path = `/v1/jobs/${encodeURIComponent(jobId)}`;
  let etag: string | null = null;
  for (;;) {
    const known = etag;
    const headers = known === null ? {} : { prefer: `wait=${WAIT_SECONDS}`, 'if-none-match': known };
    const answer = await call({ method: 'GET', path, headers }, { signal, tries: TRIES, timeoutMs: Infinity });
    if (answer.status !== 304) {
      const job = answer.content as JobView;
      onJob(job);
      if (isTerminal(job.status)) return;
    }
    etag = answer.headers.get('etag');
    // The first answer comes at once, and is followed by one that is held.
    const isHeld = known === null ? etag !== null : answer.headers.has('preference-applied');
    if (!isHeld) await clock.sleep(retryAfterMs(answer.headers, clock.now()) ?? PAUSE_MS, signal);
  }
}
