import type { Readable } from 'node:stream';

export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
}

/** The world as a command meets it; tests give their own. */
export interface Io {
  readonly stdin: Readable & { readonly isTTY?: boolean | undefined };
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** What relative paths begin at. */
  readonly cwd: string;
  readonly homeDirectory: string;
  readonly now: () => number;
  readonly fetch: typeof fetch;
  /** Aborted by Ctrl-C, with an `InterruptedError`. */
  readonly signal: AbortSignal;
}
