import { isWhole } from './is-whole.ts';

/**
 * A Lambda function, invoked by the job type's queues: for short jobs, which nothing has to be started for. It has no
 * native packages, and runs at most 15 minutes.
 */
export interface LambdaCompute {
  readonly kind: 'lambda';
  /** Of an invocation, which runs up to `concurrencyPerWorker` jobs. The CPU comes with it: 1,769 MiB have one. */
  readonly memoryMiB: number;
  /** Invocations at once, of each lane: what its work may take of the account's concurrency. */
  readonly maxConcurrency: number;
  /** Of `/tmp`; absent, 512. */
  readonly ephemeralStorageMiB?: number;
}

/** Lambda ends an invocation then, whatever it does. */
const MAX_TIMEOUT_SECONDS = 15 * 60;
/**
 * What an invocation has beside its jobs' time limit: for the claim before, even if the table answers late, and for
 * stopping a handler, storing, and publishing after.
 */
const MARGIN_SECONDS = 30;
const MAX_TIME_LIMIT_SECONDS = MAX_TIMEOUT_SECONDS - MARGIN_SECONDS;
/** A larger batch would have to be waited for. */
const MAX_BATCH = 10;

/** How long an invocation may take. */
export const lambdaTimeoutSeconds = (timeLimitSeconds: number): number => timeLimitSeconds + MARGIN_SECONDS;

/**
 * For how long a queue that invokes a function hides its messages: six times what an invocation may take, as AWS advises,
 * and not a lease, since Lambda takes no queue that hides them for less than that. An invocation itself begins with
 * hiding its messages for a lease.
 */
export const lambdaVisibilitySeconds = (timeLimitSeconds: number): number => 6 * lambdaTimeoutSeconds(timeLimitSeconds);

/** The compiler asks for what is missing here. */
const SETTINGS: Readonly<Record<keyof LambdaCompute, true>> = {
  kind: true,
  memoryMiB: true,
  maxConcurrency: true,
  ephemeralStorageMiB: true,
};

interface Limits {
  readonly timeLimitSeconds: number;
  readonly concurrencyPerWorker: number;
}

/** Every fault of a job type on Lambda. */
export function lambdaProblems(compute: LambdaCompute, { timeLimitSeconds, concurrencyPerWorker }: Limits): string[] {
  const { memoryMiB, maxConcurrency, ephemeralStorageMiB = 512 } = compute;
  const foreign = Object.keys(compute).filter((name) => !(name in SETTINGS));
  return [
    // Below, the process and a thread have no room beside each other.
    isWhole(memoryMiB, 256, 10_240) ? '' : 'compute.memoryMiB must be whole, from 256 to 10240 on Lambda',
    isWhole(maxConcurrency, 2, 1000) ? '' : 'compute.maxConcurrency must be whole, from 2 to 1000',
    isWhole(ephemeralStorageMiB, 512, 10_240)
      ? ''
      : 'compute.ephemeralStorageMiB must be whole, from 512 to 10240, or be left out',
    timeLimitSeconds <= MAX_TIME_LIMIT_SECONDS
      ? ''
      : `timeLimitSeconds must be at most ${MAX_TIME_LIMIT_SECONDS} on Lambda, which ends all after 15 minutes: let longer jobs run on Fargate`,
    concurrencyPerWorker <= MAX_BATCH
      ? ''
      : `concurrencyPerWorker must be at most ${MAX_BATCH} on Lambda: raise compute.maxConcurrency instead`,
    ...foreign.map((name) => `compute.${name} is nothing that Lambda has: leave it out, or leave out compute.kind`),
  ].filter(Boolean);
}
