import type { Command } from './command-line/command.ts';
import { helpOfAll, helpOfCommand } from './command-line/help.ts';
import { parseCommandLine } from './command-line/parse-command-line.ts';
import { createContext } from './context.ts';
import { describeError } from './describe-error.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { Io } from './io.ts';
import { printable } from './output/printable.ts';

/** Does what the arguments ask for. Whatever fails is told on stderr, and by the exit code. */
export async function runCli(args: readonly string[], io: Io, commands: readonly Command[]): Promise<ExitCode> {
  try {
    const { command, group, common, given } = parseCommandLine(args, commands);
    if (common.help || !command) {
      io.stdout.write(`${command ? helpOfCommand(command) : helpOfAll(commands, group)}\n`);
      return EXIT.ok;
    }
    const choice = { profile: common.profile, insecureHttp: common['insecure-http'] ?? false };
    return await command.run(createContext(io, choice, common.json ?? false), given);
  } catch (error) {
    const { exit, text } = describeError(error);
    if (text !== '') io.stderr.write(`${printable(text)}\n`);
    return exit;
  }
}
