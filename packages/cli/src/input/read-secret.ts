import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { InterruptedError, UsageError } from '../errors.ts';
import type { Io } from '../io.ts';

/** A secret from stdin; typed at a terminal, it is not shown. @throws {UsageError} when there is none */
export async function readSecret({ stdin, stderr, signal }: Io, name: string): Promise<string> {
  const secret = (stdin.isTTY ? await typed({ stdin, stderr, signal }, name) : await text(stdin)).trim();
  if (!/^[\x21-\x7e]{8,200}$/.test(secret)) {
    throw new UsageError(`The ${name} must be one line of 8 to 200 visible characters.`);
  }
  return secret;
}

async function typed({ stdin, stderr, signal }: Pick<Io, 'stdin' | 'stderr' | 'signal'>, name: string) {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: stdin, output: nowhere, terminal: true });
  // Asked only now that the terminal echoes nothing.
  stderr.write(`${name} (not shown): `);
  // In this mode Ctrl-C is a key like any other.
  const interrupted = new AbortController();
  terminal.on('SIGINT', () => interrupted.abort(new InterruptedError()));
  try {
    return await terminal.question('', { signal: AbortSignal.any([signal, interrupted.signal]) });
  } catch (error) {
    signal.throwIfAborted();
    interrupted.signal.throwIfAborted();
    throw error;
  } finally {
    terminal.close();
    stderr.write('\n');
  }
}
