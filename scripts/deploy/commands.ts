/** How these scripts start other programs. */
export interface Commands {
  /** Asks: runs a command that changes nothing, and answers what it prints. @throws {CommandFailedError} */
  ask(command: string, args: readonly string[]): Promise<string>;
  /** Acts: runs a command in sight of the person. @throws {CommandFailedError} */
  act(command: string, args: readonly string[], options?: ActOptions): Promise<void>;
}

interface ActOptions {
  /** Its standard input. */
  readonly input?: string;
  /** Its standard output goes nowhere. */
  readonly quiet?: boolean;
}

/** A command as one would type it. */
export const commandLine = (command: string, args: readonly string[]): string =>
  [command, ...args]
    .map((word) => (/^[\w@%+=:,./{}-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`))
    .join(' ');

/** Asks as ever, and says what it would do instead of doing it. */
export function dryRun(commands: Commands, say: (line: string) => void): Commands {
  return {
    ask: (command, args) => commands.ask(command, args),
    act: (command, args) => {
      say(`Would run: ${commandLine(command, args)}`);
      return Promise.resolve();
    },
  };
}
