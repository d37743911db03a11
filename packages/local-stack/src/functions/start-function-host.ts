import type { FunctionHostError } from '../errors.ts';
import type { InvokeFunction } from './invoke-function.ts';
import { startHostProcess, type HostProcess, type HostProcessOptions } from './start-host-process.ts';

export interface FunctionHost {
  readonly invoke: InvokeFunction;
  /** Undefined while there is none. */
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

export interface FunctionHostOptions extends Omit<HostProcessOptions, 'onExit'> {
  /** Called when the process ends by itself: what it was doing has failed. */
  readonly onExit: (error: FunctionHostError) => void;
  /** Starts no process before the first invocation. */
  readonly onDemand?: boolean;
}

/**
 * Starts the process that the Lambda functions run in, with an environment of its own as on AWS. When it ends, the next
 * invocation starts another and waits for it, as Lambda does.
 * @throws {FunctionHostError} when it can't load them
 */
export async function startFunctionHost(options: FunctionHostOptions): Promise<FunctionHost> {
  let stopped = false;
  let running: HostProcess | undefined;
  let starting: Promise<HostProcess> | undefined;

  const start = async () => {
    const host = await startHostProcess({
      ...options,
      onExit: (error) => {
        running = undefined;
        starting = undefined;
        if (!stopped) options.onExit(error);
      },
    });
    running = host;
    if (stopped) await host.stop();
    return host;
  };
  const current = () => {
    starting ??= start().catch((error: unknown) => {
      starting = undefined;
      throw error;
    });
    return starting;
  };

  if (!options.onDemand) await current();
  return {
    get pid() {
      return running?.pid;
    },
    invoke: async (functionName, event) => {
      try {
        return await (await current()).invoke(functionName, event);
      } catch (error) {
        return { ok: false, errorMessage: error instanceof Error ? error.message : String(error) };
      }
    },
    async stop() {
      stopped = true;
      await (await starting?.catch(() => undefined))?.stop();
    },
  };
}
