import type { JobRecord } from '@jobs/job-store';
import type { Progress } from '@jobs/shared-contracts';
import type { Clock } from '../clock.ts';
import type { StopReason } from '../errors.ts';
import type { AttemptEnd } from './attempt-end.ts';
import type { AttemptRunner } from './attempt-runner.ts';

export interface SupervisedAttempt {
  readonly ended: Promise<AttemptEnd>;
  /** Aborts the handler's signal, and ends the thread if it has not returned after a grace. */
  stop(reason: StopReason): void;
}

export interface Supervision {
  readonly runner: AttemptRunner;
  readonly clock: Clock;
  readonly timeLimitMs: number;
  readonly stopGraceMs: number;
  /** The same, when the worker shuts down. */
  readonly evictionStopGraceMs: number;
  /** Aborted when the worker has no more time for running jobs. */
  readonly evicting: AbortSignal;
}

/** Runs a job's handler and sees to it that it ends: by itself, at its time limit, or when it is told to. */
export function superviseAttempt(
  job: JobRecord,
  onProgress: (progress: Progress) => void,
  { runner, clock, timeLimitMs, stopGraceMs, evictionStopGraceMs, evicting }: Supervision,
): SupervisedAttempt {
  let stopped: StopReason | undefined;
  let cancelGrace: (() => void) | undefined;
  const running = runner.start(job, onProgress);

  const stop = (reason: StopReason) => {
    if (reason === 'lease-lost') {
      // Another worker may be at it already: no grace.
      stopped = reason;
      running.abort(reason);
      running.terminate();
    } else if (!stopped) {
      stopped = reason;
      running.abort(reason);
      const graceMs = reason === 'shutdown' ? evictionStopGraceMs : stopGraceMs;
      cancelGrace = clock.after(graceMs, () => running.terminate());
    }
  };
  const evict = () => stop('shutdown');
  const cancelTimeLimit = clock.after(timeLimitMs, () => stop('time-limit'));
  evicting.addEventListener('abort', evict);
  if (evicting.aborted) evict();

  const ended = running.ended.then((end): AttemptEnd => {
    cancelTimeLimit();
    cancelGrace?.();
    evicting.removeEventListener('abort', evict);
    return stopped ? { kind: 'stopped', reason: stopped } : end;
  });
  return { ended, stop };
}
