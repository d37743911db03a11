import type { JobClient } from '@jobs/client';
import type { Operations } from '@jobs/client/operations';
import type { LocalStack } from '@jobs/local-stack';
import type { TourJobTypes } from './tour-job-types.ts';

/** What the steps have to do with: clients of one stack. */
export interface Tour {
  readonly client: JobClient<TourJobTypes>;
  readonly operations: Operations;
  readonly stack: Pick<LocalStack, 'apiKeys' | 'connections' | 'deadLetters' | 'environment' | 'events' | 'workers'>;
  /** Runs `pnpm jobs …`; answers what it printed. */
  readonly jobs: (args: readonly string[]) => Promise<string>;
  /** Where `@jobs/client` has no method. The path is relative to the API. */
  readonly fetch: (method: string, path: string) => Promise<unknown>;
  /** When the step, or all of it, has to end. */
  readonly signal: AbortSignal;
  readonly startedAt: Date;
}

/** How a step tells what it does. */
export interface Tell {
  /** A call as a reader could make it: code, or a command. */
  call(...lines: string[]): void;
  /** What came of it. */
  answer(...lines: string[]): void;
  /** @throws {StepFailedError} unless it holds */
  check(what: string, holds: boolean): void;
}

export interface Step {
  /** What it shows. */
  readonly title: string;
  /** Where to read on. */
  readonly document: string;
  readonly run: (tour: Tour, tell: Tell) => Promise<void>;
}

/** Steps that do not disturb each other, nor those of other chapters of its stage: they run at the same time. */
export interface Chapter {
  readonly title: string;
  readonly steps: readonly Step[];
}
