import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { startRuntimeApi } from './runtime-api.ts';

export interface RunningFunction extends AsyncDisposable {
  readonly pid: number | undefined;
  /** When it first asks for an event: it has started. Rejects when it can't start. */
  readonly ready: Promise<void>;
  invoke(event: unknown): Promise<unknown>;
}

/** Starts the function of a folder under the runtime interface client, with that environment and no other. */
export async function startRuntime(
  client: string,
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<RunningFunction> {
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
  const ready = Promise.race([api.asked, died]);
  // Who invokes it is told by that.
  ready.catch(() => {});
  return {
    pid: runtime.pid,
    ready,
    invoke: (event) => Promise.race([api.invoke(event), died]),
    async [Symbol.asyncDispose]() {
      runtime.kill('SIGKILL');
      await exited;
      await api[Symbol.asyncDispose]();
    },
  };
}
