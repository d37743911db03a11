import type { SimulatedJob } from './work-queue.ts';

/** What a workforce has used so far. */
export interface Usage {
  /** Memory and processor that are paid for, by task or environment. In seconds. */
  readonly billedSeconds: number;
  /** Of them, those in which jobs could be taken. */
  readonly readySeconds: number;
  /** Jobs' time in slots. */
  readonly busySlotSeconds: number;
  readonly starts: number;
  /** Invocations of a function, which are paid for one by one. */
  readonly invocations: number;
}

/** Whatever runs jobs: tasks of a service, or a function. */
export interface Workforce {
  /** A job is sent. */
  readonly submit: (job: SimulatedJob) => void;
  /** Jobs that wait, and jobs that run. */
  readonly waiting: () => number;
  readonly inFlight: () => number;
  /** Tasks, or environments, that can take jobs. */
  readonly ready: () => number;
  /** Those that are being started. */
  readonly starting: () => number;
  readonly usage: () => Usage;
}
