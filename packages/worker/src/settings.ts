import type { JobType } from '@jobs/shared-contracts';

/** What a worker process is told. */
export interface WorkerSettings {
  readonly jobType: JobType;
  /** Jobs at once. */
  readonly concurrency: number;
  /** `source` of the events. */
  readonly eventSource: string;
  /** From SIGTERM to the end of the process. */
  readonly shutdownGraceMs: number;
  /** How long a handler may take to return once its signal is aborted; then its thread is ended. */
  readonly stopGraceMs: number;
}

export const STOP_GRACE_MS = 5000;

/** What writing, publishing and sending anew may take at the end of a shutdown. */
const CONCLUSION_MS = 5000;

/**
 * How a shutdown's grace is divided: running jobs are stopped after `afterMs`, and their threads ended `stopGraceMs`
 * later, so that there is time to release them. Of a short grace, half is kept for that.
 */
export function evictionOf({ shutdownGraceMs, stopGraceMs }: Pick<WorkerSettings, 'shutdownGraceMs' | 'stopGraceMs'>) {
  return {
    afterMs: Math.max(shutdownGraceMs / 2, shutdownGraceMs - stopGraceMs - CONCLUSION_MS),
    stopGraceMs: Math.min(stopGraceMs, shutdownGraceMs / 4),
  };
}

/** A heap for each thread: a quarter of the task's memory is left to the process and to what lives outside of V8's heap. */
export function heapMiBPerThread(memoryMiB: number, concurrency: number): number {
  return Math.floor((memoryMiB * 0.75) / concurrency);
}

/** A little longer than the lease: whoever receives the message of a dead worker finds the lease over, and not just so. */
export const visibilitySeconds = (leaseSeconds: number): number => leaseSeconds + 1;
