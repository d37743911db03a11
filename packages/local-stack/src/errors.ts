/** Base of this package's errors: a literal `code`, and a message that says what to do. */
export abstract class LocalStackError extends Error {
  abstract readonly code: string;
}

/** The options of a command are wrong; `problems` names every fault at once. */
export class InvalidOptionsError extends LocalStackError {
  override readonly name = 'InvalidOptionsError';
  readonly code = 'invalid-options';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`${problems.join('\n')}\nTry --help.`);
    this.problems = problems;
  }
}

/** Another program listens on the port. */
export class PortInUseError extends LocalStackError {
  override readonly name = 'PortInUseError';
  readonly code = 'port-in-use';
  readonly port: number;

  constructor(port: number) {
    super(`Port ${port} is in use. Stop the program that listens there, or choose another, such as PORT=3001.`);
    this.port = port;
  }
}

/** The folder to keep data in can't be used. */
export class DataDirectoryError extends LocalStackError {
  override readonly name = 'DataDirectoryError';
  readonly code = 'data-directory-unusable';

  constructor(folder: string, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(`The data folder ${folder} can't be used: ${reason}. Name a folder that you can write to.`, { cause });
  }
}

/** The process that hosts the Lambda functions ended, or could not start. */
export class FunctionHostError extends LocalStackError {
  override readonly name = 'FunctionHostError';
  readonly code = 'function-host-failed';
}
