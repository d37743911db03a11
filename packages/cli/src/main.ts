/** `pnpm jobs`: the command line of users and operators. */
import { homedir } from 'node:os';
import { onStopSignals } from '@jobs/local-stack/stop-signals';
import { COMMANDS } from './commands/commands.ts';
import { InterruptedError } from './errors.ts';
import { EXIT } from './exit-codes.ts';
import { runCli } from './run-cli.ts';

const interruption = new AbortController();
onStopSignals(process, {
  stop: () => interruption.abort(new InterruptedError()),
  stopAtOnce: () => process.exit(EXIT.interrupted),
});

for (const stream of [process.stdout, process.stderr]) {
  // Whoever reads has seen enough: `pnpm jobs list | head -1`.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit(EXIT.ok);
  });
}

const code = await runCli(
  process.argv.slice(2),
  {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    // oxlint-disable-next-line node/no-process-env -- the entry file of `pnpm jobs`
    env: process.env,
    cwd: process.cwd(),
    homeDirectory: homedir(),
    now: Date.now,
    fetch,
    signal: interruption.signal,
  },
  COMMANDS,
);
// Nothing is to hold the process any longer, but what is written has to arrive.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
