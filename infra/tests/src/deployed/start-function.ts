import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import type { AppliedFunction } from '../read-back/read-functions.ts';

export interface FunctionCall {
  readonly id: number;
  readonly event: unknown;
}

export type FunctionOutcome =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly errorMessage: string };

export interface FunctionAnswer {
  readonly id: number;
  readonly outcome: FunctionOutcome;
}

export interface DeployedFunction {
  invoke(event: unknown): Promise<FunctionOutcome>;
  stop(): Promise<void>;
}

const MAIN = new URL('./function-main.ts', import.meta.url);

/** Unpacks the zip and runs it in a process that sees the applied environment, and `account`'s endpoints. */
export async function startFunction(
  { name, environment }: AppliedFunction,
  zip: Buffer,
  { folder, account }: { readonly folder: string; readonly account: Readonly<Record<string, string>> },
): Promise<DeployedFunction> {
  const unpacked = join(folder, name);
  for (const [file, content] of Object.entries(unzipSync(zip))) {
    await mkdir(dirname(join(unpacked, file)), { recursive: true });
    await writeFile(join(unpacked, file), content);
  }
  const child = fork(MAIN, [join(unpacked, 'index.mjs')], {
    env: { ...environment, ...account },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors = `${errors}${text}`.slice(-2000)));
  const pending = new Map<number, (outcome: FunctionOutcome) => void>();
  let lastId = 0;
  child.on('message', ({ id, outcome }: FunctionAnswer) => {
    pending.get(id)?.(outcome);
    pending.delete(id);
  });
  const exited = once(child, 'close');
  child.once('close', () => {
    for (const settle of pending.values()) settle({ ok: false, errorMessage: `${name} ended: ${errors}` });
    pending.clear();
  });
  return {
    invoke: (event) =>
      new Promise((resolve) => {
        if (!child.connected) return resolve({ ok: false, errorMessage: `${name} has ended: ${errors}` });
        lastId += 1;
        pending.set(lastId, resolve);
        child.send({ id: lastId, event } satisfies FunctionCall);
      }),
    async stop() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
