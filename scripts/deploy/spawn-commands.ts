import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { commandLine, type Commands } from './commands.ts';
import { CommandFailedError } from './errors.ts';

/** Runs commands in `cwd`; what is asked is silent, what acts shows what it prints. */
export function spawnCommands(cwd: string, env: NodeJS.ProcessEnv): Commands {
  return {
    async ask(command, args) {
      const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
      const [exit, stdout, stderr] = await Promise.all([exitOf(child), text(child.stdout), text(child.stderr)]);
      if (exit !== 0) throw new CommandFailedError(commandLine(command, args), exit, stderr);
      return stdout.trim();
    },
    async act(command, args, { input, quiet = false } = {}) {
      const child = spawn(command, args, {
        cwd,
        env,
        stdio: [input === undefined ? 'inherit' : 'pipe', quiet ? 'ignore' : 'inherit', 'inherit'],
      });
      // A command that ends without reading its input is judged by how it ends.
      child.stdin?.on('error', () => {}).end(input);
      const exit = await exitOf(child);
      if (exit !== 0) throw new CommandFailedError(commandLine(command, args), exit);
    },
  };
}

function exitOf(child: ReturnType<typeof spawn>): Promise<number | string> {
  return new Promise((resolve) => {
    child.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
}
