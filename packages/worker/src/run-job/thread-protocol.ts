import type { MessagePort } from 'node:worker_threads';
import type { JobRecord } from '@jobs/job-store';
import type { Progress } from '@jobs/shared-contracts';
import type { StopReason } from '../errors.ts';

/** What a thread is given for an attempt. */
export interface AttemptTask {
  readonly job: JobRecord;
  /** URL of the module whose default export is the job's definition. */
  readonly jobModule: string;
  readonly temporaryDirectory: string;
  readonly logLevel: string;
  /** The attempt's own line to the worker, closed with it. */
  readonly port: MessagePort;
}

/** To the thread: abort the handler's signal. */
export interface AbortMessage {
  readonly abort: StopReason;
}

/** From the thread. */
export interface ProgressMessage {
  readonly progress: Progress;
}
