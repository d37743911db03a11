/** Something that the person at the terminal can put right: shown as its message, without a stack. */
export class DeployError extends Error {
  override readonly name: string = 'DeployError';
}

/** A command ended with something else than 0, or could not be started. */
export class CommandFailedError extends DeployError {
  override readonly name = 'CommandFailedError';
  readonly command: string;
  /** `ENOENT` when there is no such command. */
  readonly exit: number | string;
  /** What it wrote to standard error, when that was not shown already. */
  readonly stderr: string;

  constructor(command: string, exit: number | string, stderr = '') {
    super(`"${command}" failed (${exit})${stderr.trim() && `:\n${stderr.trim()}`}`);
    this.command = command;
    this.exit = exit;
    this.stderr = stderr;
  }
}
