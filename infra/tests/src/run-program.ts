import { spawn } from 'node:child_process';
import { ProgramFailedError } from './errors.ts';

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly directory: string;
  /** All of its environment. */
  readonly environment: NodeJS.ProcessEnv;
  /** Once it writes this, it is ended: what it would do after it is of no use. */
  readonly until?: string | undefined;
}

/** What went wrong is said at the end. */
const SHOWN_CHARACTERS = 6000;

/**
 * Runs a program to its end.
 * @returns what it wrote to its standard output
 * @throws {ProgramFailedError} with the end of what it wrote
 */
export function runProgram({ command, args, directory, environment, until }: Program): Promise<string> {
  const name = `${command} ${args.join(' ')}`;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: directory, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let all = '';
    let newest = '';
    let isEnough = false;
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      all += text;
      if (until === undefined || isEnough) return;
      // A piece may end in the middle of it.
      newest = newest.slice(-until.length) + text;
      isEnough = newest.includes(until);
      if (isEnough) child.kill('SIGKILL');
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (all += text));
    child.on('error', (error) => reject(new ProgramFailedError(`${name}: ${error.message}`, { cause: error })));
    child.on('close', (code) => {
      if (code === 0 || isEnough) resolve(output);
      else
        reject(
          new ProgramFailedError(`${name} ended with code ${code ?? 'none'}:\n${all.trim().slice(-SHOWN_CHARACTERS)}`),
        );
    });
  });
}
