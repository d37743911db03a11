import type { StandInEnvironment } from '@jobs/stand-ins';
import type { MixedInput } from './simulated-work.ts';

/** How long a message is hidden, and a lease lasts. Both sides extend them in time, if they get to it. */
export const HIDDEN_SECONDS = 3;

export interface SpinningOrder {
  readonly side: 'ours' | 'sqs-consumer';
  readonly environment: StandInEnvironment;
  readonly jobType: string;
  readonly url: string;
  /** By job. */
  readonly inputs: Readonly<Record<string, MixedInput>>;
}

export interface SpinningReport {
  readonly startedJobId?: string;
  readonly acknowledged?: number;
}
