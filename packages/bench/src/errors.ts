/** Base of this package's errors: a literal `code`, and a message that says what to do. */
export abstract class BenchError extends Error {
  abstract readonly code: string;
}

/** The options are wrong; `problems` names every fault at once. */
export class InvalidOptionsError extends BenchError {
  override readonly name = 'InvalidOptionsError';
  readonly code = 'invalid-options';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`${problems.join('\n')}\nTry --help.`);
    this.problems = problems;
  }
}

/** What stands in for AWS ended before it answered; its own message is above. */
export class ServicesNotStartedError extends BenchError {
  override readonly name = 'ServicesNotStartedError';
  readonly code = 'services-not-started';

  constructor(exitCode: number) {
    super(`The stand-ins for AWS ended with exit code ${exitCode} before they were ready: see above.`);
  }
}

/** A server that a peer needs did not start; its own output says why. */
export class ServerNotStartedError extends BenchError {
  override readonly name = 'ServerNotStartedError';
  readonly code = 'server-not-started';

  constructor(command: string, output: string) {
    super(`${command} did not start:\n${output.trim()}`);
  }
}

/** A job of the benchmark was refused. */
export class SubmissionRefusedError extends BenchError {
  override readonly name = 'SubmissionRefusedError';
  readonly code = 'submission-refused';

  constructor(problem: string) {
    super(`A job was refused: ${problem}`);
  }
}

/** What was to be measured did not happen. */
export class BenchFailedError extends BenchError {
  override readonly name = 'BenchFailedError';
  readonly code = 'bench-failed';
}
