import { isDeepStrictEqual } from 'node:util';
import type { AttemptRef, JobRecord, JobTable } from '@jobs/job-store';
import type { Progress } from '@jobs/shared-contracts';
import type { Logger } from 'pino';
import type { Clock } from '../clock.ts';

const MIN_WRITE_INTERVAL_MS = 1000;

export interface LeaseKeeper {
  /**
   * Written with the next heartbeat, or within a second: at most one write a second, with the claim as the first, and none
   * of what is known. A job that ends within a second has cost none.
   */
  report(progress: Progress): void;
  /** Extends the lease, and learns whether to stop. */
  beat(): Promise<void>;
  /**
   * The handler has ended: writes the last progress if it is `kept`, and passes on nothing any more. The lease can still be
   * extended.
   */
  finish(progress: 'kept' | 'replaced'): Promise<void>;
}

interface LeaseKeeperSettings {
  readonly jobs: JobTable;
  /** As it was claimed. */
  readonly attempt: AttemptRef & Pick<JobRecord, 'dueAt'>;
  readonly leaseDurationMs: number;
  readonly clock: Clock;
  readonly log: Logger;
  /** Progress was written of a job that somebody watches. */
  readonly onWatched: (job: JobRecord) => void;
  readonly onLost: () => void;
  readonly onCancelRequested: () => void;
}

/** Keeps the lease of one attempt. Its writes never overlap. */
export function createLeaseKeeper(settings: LeaseKeeperSettings): LeaseKeeper {
  const { jobs, attempt, leaseDurationMs, clock, log } = settings;
  let pending: Progress | undefined;
  let written: Progress | undefined;
  let writing: Promise<void> | undefined;
  let cancelTimer: (() => void) | undefined;
  let lastWriteAt = clock.now();
  let finished = false;
  let { dueAt } = attempt;

  const write = async () => {
    const progress = pending;
    pending = undefined;
    lastWriteAt = clock.now();
    try {
      const lease = await jobs.extendLease(attempt, {
        leaseDurationMs,
        ...(progress && { progress }),
        ...(dueAt !== undefined && { dueAt }),
      });
      written = progress ?? written;
      if (lease.outcome === 'held') ({ dueAt } = lease);
      if (finished) return;
      if (lease.outcome === 'lost') settings.onLost();
      else {
        if (lease.watched) settings.onWatched(lease.watched);
        if (lease.cancelRequested) settings.onCancelRequested();
      }
    } catch (error) {
      pending ??= progress;
      log.warn({ err: error }, 'The lease could not be extended; the next heartbeat tries again');
    }
  };

  const beat = () => {
    writing ??= write().finally(() => {
      writing = undefined;
      if (pending && !finished) writeSoon();
    });
    return writing;
  };

  const writeSoon = () => {
    cancelTimer ??= clock.after(Math.max(0, lastWriteAt + MIN_WRITE_INTERVAL_MS - clock.now()), () => {
      cancelTimer = undefined;
      void beat();
    });
  };

  return {
    beat,
    report: (progress) => {
      if (finished) return;
      pending = isDeepStrictEqual(progress, written) ? undefined : progress;
      if (pending && !writing) writeSoon();
    },
    finish: async (progress) => {
      finished = true;
      cancelTimer?.();
      await writing;
      if (pending && progress === 'kept') await beat();
    },
  };
}
