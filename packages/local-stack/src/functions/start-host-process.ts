import type { ChildProcess } from 'node:child_process';
import { FunctionHostError } from '../errors.ts';
import { spawnNode, type LogTarget } from '../processes/spawn-node.ts';
import type { FromHost, Invoke } from './host-messages.ts';
import type { InvocationResult, InvokeFunction } from './invoke-function.ts';

export interface HostProcess {
  readonly invoke: InvokeFunction;
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

export interface HostProcessOptions {
  /** What the process runs; by default, the functions of the API. */
  readonly main?: URL;
  /** Given to it. */
  readonly args?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly logs: LogTarget;
  /** Called when the process has ended, however it did. */
  readonly onExit: (error: FunctionHostError) => void;
}

const FUNCTIONS = new URL('./function-host-main.ts', import.meta.url);
const GONE: InvocationResult = { ok: false, errorMessage: 'The process of the functions has ended' };

/** @throws {FunctionHostError} when it can't load the functions */
export async function startHostProcess({ main = FUNCTIONS, ...options }: HostProcessOptions): Promise<HostProcess> {
  const { environment, logs, args, onExit } = options;
  const child = spawnNode(main, environment, logs, args);
  const pending = new Map<number, (outcome: InvocationResult) => void>();
  let lastId = 0;

  child.on('message', (message: FromHost) => {
    if (message.kind !== 'invoked') return;
    pending.get(message.id)?.(message.outcome);
    pending.delete(message.id);
  });
  await becomesReady(child);

  const exited = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      for (const settle of pending.values()) settle(GONE);
      pending.clear();
      onExit(new FunctionHostError(`The process of the functions ended (${signal ?? `code ${code}`})`));
      resolve();
    });
  });
  return {
    pid: child.pid,
    invoke: (functionName, event) =>
      new Promise((resolve) => {
        if (!child.connected) return resolve(GONE);
        lastId += 1;
        const id = lastId;
        pending.set(id, resolve);
        // The process may be gone, and nobody have told yet; without a callback, that would end this process as well.
        child.send({ id, functionName, event } satisfies Invoke, (error) => {
          if (!error) return;
          pending.delete(id);
          resolve(GONE);
        });
      }),
    async stop() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

function becomesReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string, cause?: unknown) =>
      reject(new FunctionHostError(`The functions could not start: ${reason}`, { cause }));
    child.once('error', (error) => fail(error.message, error));
    child.once('exit', (code, signal) => fail(`their process ended (${signal ?? `code ${code}`})`));
    child.on('message', (message: FromHost) => {
      if (message.kind === 'ready') resolve();
      if (message.kind === 'failed') fail(message.message);
    });
  });
}
