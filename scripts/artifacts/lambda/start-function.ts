import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { unzipSync } from 'fflate';
import { startRuntimeApi } from './runtime-api.ts';

export interface RunningFunction extends AsyncDisposable {
  invoke(event: unknown): Promise<unknown>;
}

/** Unpacks a zip as Lambda does, and starts it under the runtime interface client with that environment and no other. */
export async function startFunction(
  client: string,
  zip: string,
  environment: Readonly<Record<string, string>>,
): Promise<RunningFunction> {
  const folder = await mkdtemp(join(tmpdir(), 'function-'));
  for (const [name, content] of Object.entries(unzipSync(await readFile(zip)))) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  const api = await startRuntimeApi();
  const runtime = spawn(process.execPath, [client], {
    cwd: folder,
    env: {
      PATH: '/usr/bin:/bin',
      _HANDLER: 'index.handler',
      LAMBDA_TASK_ROOT: folder,
      AWS_LAMBDA_RUNTIME_API: api.address,
      AWS_LAMBDA_FUNCTION_NAME: 'under-test',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/under-test',
      AWS_LAMBDA_LOG_STREAM_NAME: 'under-test',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = Promise.all([text(runtime.stdout), text(runtime.stderr)]);
  const exited = once(runtime, 'exit');
  const died = exited.then(async () => {
    throw new Error(`The runtime has ended:\n${(await output).join('')}`);
  });
  // It ends when the test does, and nobody waits for it then.
  died.catch(() => {});
  return {
    invoke: (event) => Promise.race([api.invoke(event), died]),
    async [Symbol.asyncDispose]() {
      runtime.kill('SIGKILL');
      await exited;
      await api[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}
