/** Base of this package's errors: a literal `code`, and a message for the person at the terminal. */
abstract class CliError extends Error {
  abstract readonly code: string;
}

/** The command line, or what it names, is wrong. */
export class UsageError extends CliError {
  override readonly name = 'UsageError';
  readonly code = 'wrong-usage';
}

/** It can't be done, for a reason that the person can put right. */
export class FailedError extends CliError {
  override readonly name = 'FailedError';
  readonly code = 'failed';
}

/** Nothing that could be the API answers. */
export class UnreachableError extends CliError {
  override readonly name = 'UnreachableError';
  readonly code = 'unreachable';
}

/** Ctrl-C. */
export class InterruptedError extends CliError {
  override readonly name = 'InterruptedError';
  readonly code = 'interrupted';

  constructor(message = '') {
    super(message);
  }
}
