import type { JobRecord } from '@jobs/job-store';
import type { Progress } from '@jobs/shared-contracts';
import type { StopReason } from '../errors.ts';
import type { HandlerEnd } from './attempt-end.ts';

interface RunningAttempt {
  /** Never rejects: a thread that died has failed. */
  readonly ended: Promise<HandlerEnd>;
  /** Aborts the handler's signal. */
  abort(reason: StopReason): void;
  /** Ends the thread, whatever it does; `ended` resolves soon after. */
  terminate(): void;
}

/** Runs handlers where they cannot harm the worker. */
export interface AttemptRunner {
  start(job: JobRecord, onProgress: (progress: Progress) => void): RunningAttempt;
  /** Ends all threads. */
  close(): Promise<void>;
}
