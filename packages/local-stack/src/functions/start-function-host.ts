import type { ChildProcess } from 'node:child_process';
import { FunctionHostError } from '../errors.ts';
import { spawnNode, type LogTarget } from '../processes/spawn-node.ts';
import type { FromHost, Invoke } from './host-messages.ts';
import type { InvocationResult, InvokeFunction } from './invoke-function.ts';

export interface FunctionHost {
  readonly invoke: InvokeFunction;
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

export interface FunctionHostOptions {
  readonly environment: Readonly<Record<string, string>>;
  readonly logs: LogTarget;
  /** Called when the process ends by itself: nothing can be invoked from then on. */
  readonly onExit: (error: FunctionHostError) => void;
}

const GONE: InvocationResult = { ok: false, errorMessage: 'The process of the functions has ended' };

/**
 * Starts the process that the Lambda functions run in, with an environment of its own as on AWS.
 * @throws {FunctionHostError} when it can't load them
 */
export async function startFunctionHost({ environment, logs, onExit }: FunctionHostOptions): Promise<FunctionHost> {
  const child = spawnNode(new URL('./function-host-main.ts', import.meta.url), environment, logs);
  const pending = new Map<number, (outcome: InvocationResult) => void>();
  let lastId = 0;

  child.on('message', (message: FromHost) => {
    if (message.kind !== 'invoked') return;
    pending.get(message.id)?.(message.outcome);
    pending.delete(message.id);
  });
  await becomesReady(child);

  let stopping = false;
  const exited = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      for (const settle of pending.values()) settle(GONE);
      pending.clear();
      if (!stopping) onExit(new FunctionHostError(`The process of the functions ended (${signal ?? `code ${code}`})`));
      resolve();
    });
  });
  return {
    pid: child.pid,
    invoke: (functionName, event) =>
      new Promise((resolve) => {
        if (!child.connected) return resolve(GONE);
        lastId += 1;
        pending.set(lastId, resolve);
        child.send({ id: lastId, functionName, event } satisfies Invoke);
      }),
    async stop() {
      stopping = true;
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
