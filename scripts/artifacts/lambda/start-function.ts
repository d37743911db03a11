import { rm } from 'node:fs/promises';
import { startRuntime, type RunningFunction } from './start-runtime.ts';
import { unpackFunction } from './unpack-function.ts';

/** Unpacks a zip as Lambda does, and starts it under the runtime interface client with that environment and no other. */
export async function startFunction(
  client: string,
  zip: string,
  environment: Readonly<Record<string, string>>,
): Promise<RunningFunction> {
  const folder = await unpackFunction(zip);
  const running = await startRuntime(client, folder, environment);
  return {
    ...running,
    async [Symbol.asyncDispose]() {
      await running[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}
