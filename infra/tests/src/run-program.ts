import { spawn } from 'node:child_process';
import { ProgramFailedError } from './errors.ts';

export interface Program {
  readonly command: string;
  readonly args: readonly string[];
  readonly directory: string;
  /** All of its environment. */
  readonly environment: NodeJS.ProcessEnv;
}

/** What went wrong is said at the end. */
const SHOWN_CHARACTERS = 6000;

/**
 * Runs a program to its end.
 * @returns what it wrote to its standard output
 * @throws {ProgramFailedError} with the end of what it wrote
 */
export function runProgram({ command, args, directory, environment }: Program): Promise<string> {
  const name = `${command} ${args.join(' ')}`;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: directory, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let all = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      all += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (all += text));
    child.on('error', (error) => reject(new ProgramFailedError(`${name}: ${error.message}`, { cause: error })));
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else
        reject(
          new ProgramFailedError(`${name} ended with code ${code ?? 'none'}:\n${all.trim().slice(-SHOWN_CHARACTERS)}`),
        );
    });
  });
}
