import {
  CallTimedOutError,
  InvalidClientOptionsError,
  JobCancelledError,
  JobFailedError,
  NoAnswerError,
  ProblemError,
  UnexpectedAnswerError,
} from '@jobs/client';
import { FailedError, InterruptedError, UnreachableError, UsageError } from './errors.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';

export interface Described {
  readonly exit: ExitCode;
  readonly text: string;
}

/** The one place where an error becomes an exit code, and what a person is told. */
export function describeError(error: unknown): Described {
  if (error instanceof ProblemError) return { exit: EXIT.failed, text: describeProblem(error) };
  const exit = exitOf(error);
  if (exit !== undefined) return { exit, text: (error as Error).message };
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { exit: EXIT.failed, text: `This should not have happened: ${stack}` };
}

function exitOf(error: unknown): ExitCode | undefined {
  if (error instanceof UsageError || error instanceof InvalidClientOptionsError) return EXIT.wrongUsage;
  if (error instanceof FailedError) return EXIT.failed;
  if (error instanceof JobFailedError) return EXIT.jobFailed;
  if (error instanceof JobCancelledError) return EXIT.jobCancelled;
  if (error instanceof InterruptedError) return EXIT.interrupted;
  const unreachable = [UnreachableError, NoAnswerError, CallTimedOutError, UnexpectedAnswerError];
  return unreachable.some((type) => error instanceof type) ? EXIT.unreachable : undefined;
}

function describeProblem({ title, detail, errors, traceId }: ProblemError): string {
  // The detail of a single fault quotes it.
  const faults = errors.map((error) => `${error.pointer} ${error.detail}`).filter((fault) => fault !== detail);
  return [
    detail === '' || detail === title ? title : `${title}: ${detail}`,
    ...faults.map((fault) => `  ${fault}`),
    ...(traceId === undefined ? [] : [`  trace ${traceId}`]),
  ].join('\n');
}
