import { createClient, type ClientOptions, type JobClient, type JobContract } from '@jobs/client';
import { createOperations, type Operations } from '@jobs/client/operations';
import { resolveConnection, type ConnectionChoice } from './config/resolve-connection.ts';
import type { Io } from './io.ts';
import { createPrinter, type Printer } from './output/printer.ts';

/** The command line knows job types by what the API says of them. */
type AnyJobTypes = Readonly<Record<string, JobContract>>;

export interface Connected {
  readonly client: JobClient<AnyJobTypes>;
  readonly operations: Operations;
}

/** What a command works with. */
export interface Context {
  readonly io: Io;
  readonly out: Printer;
  /** `--profile` and `--insecure-http`. */
  readonly choice: ConnectionChoice;
  /**
   * Finds out which API is meant, with which key.
   * @throws {UsageError}
   * @throws {UnreachableError} when nothing says it, and no local stack runs
   */
  readonly connect: () => Promise<Connected>;
}

export function createContext(io: Io, choice: ConnectionChoice, json: boolean): Context {
  return {
    io,
    out: createPrinter(io, json),
    choice,
    async connect() {
      const { baseUrl, apiKey } = await resolveConnection(io, choice);
      const options: ClientOptions = { baseUrl, apiKey, fetch: io.fetch };
      return { client: createClient<AnyJobTypes>(options), operations: createOperations(options) };
    },
  };
}
