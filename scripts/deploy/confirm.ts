import { createInterface } from 'node:readline/promises';
import { DeployError } from './errors.ts';

/** Asks a person to type something, so that it is not done by a slip. */
export type Confirm = (question: string, expected: string) => Promise<void>;

/** @throws {DeployError} when something else is typed, or nobody is there to type */
export function confirmAt(
  input: NodeJS.ReadableStream & { readonly isTTY?: boolean },
  output: NodeJS.WritableStream,
): Confirm {
  return async (question, expected) => {
    if (!input.isTTY) throw new DeployError('Nobody is here to confirm: say --yes to go on without');
    const terminal = createInterface({ input, output });
    try {
      const answer = await terminal.question(`${question} Type "${expected}" to go on: `);
      if (answer.trim() !== expected) throw new DeployError('Not confirmed: nothing was changed');
    } finally {
      terminal.close();
    }
  };
}
