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
