import { createInterface } from 'node:readline/promises';
import { FailedError, UsageError } from '../errors.ts';
import type { Io } from '../io.ts';

/**
 * Asks before something that can't be undone.
 * @throws {UsageError} when nobody is there to answer
 * @throws {FailedError} when the answer is no
 */
export async function confirm({ stdin, stderr, signal }: Io, question: string): Promise<void> {
  if (!stdin.isTTY) throw new UsageError(`${question} Nobody is here to answer: say --yes to go on.`);
  stderr.write(`${question} [y/N] `);
  const terminal = createInterface({ input: stdin });
  const answer = Promise.withResolvers<string>();
  terminal.once('line', answer.resolve).once('close', () => answer.resolve(''));
  const stop = () => answer.reject(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  try {
    if (!/^y(es)?$/i.test((await answer.promise).trim())) throw new FailedError('Nothing was done.');
  } finally {
    signal.removeEventListener('abort', stop);
    terminal.close();
  }
}
