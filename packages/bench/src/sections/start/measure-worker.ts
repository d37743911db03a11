import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildWorker } from '@jobs/bundler';
import { median } from '../../report/median.ts';
import { BenchFailedError } from '../../errors.ts';

/** Medians, from the start of the process. */
export interface WorkerStart {
  readonly emptyMs: number;
  readonly bundledMs: number;
  /** With what V8 has compiled before, as `NODE_COMPILE_CACHE` keeps it. */
  readonly cachedMs: number;
  /** Of the bundle. */
  readonly megabytes: number;
}

type Environment = Readonly<Record<string, string>>;

const READY = 'Ready for jobs';

/** Starts the worker as the image has it, `starts` times. */
export async function measureWorkerStart(root: string, environment: Environment, starts: number): Promise<WorkerStart> {
  // In a `node_modules` of the worker, from where it finds the packages that the image installs beside it.
  const cache = join(root, 'packages/worker/node_modules/.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'bench-'));
  try {
    const modules = join(folder, 'worker');
    const [artifact] = await buildWorker(root, modules);
    const main = [join(modules, 'main.mjs')];
    const env = { PATH: '/usr/bin:/bin', ...environment, JOB_TYPE: 'text-analyze', LOG_LEVEL: 'info' };
    const cached = { ...env, NODE_COMPILE_CACHE: join(folder, 'compiled') };
    // Filled when a process ends by itself.
    await timeTo(READY, main, cached, 'SIGTERM');
    const times = { empty: [] as number[], bundled: [] as number[], cached: [] as number[] };
    for (let start = 0; start < starts; start += 1) {
      times.empty.push(await timeTo('started', ['-e', 'console.log("started")'], env));
      times.bundled.push(await timeTo(READY, main, env));
      times.cached.push(await timeTo(READY, main, cached));
    }
    return {
      emptyMs: median(times.empty),
      bundledMs: median(times.bundled),
      cachedMs: median(times.cached),
      megabytes: (artifact?.unpackedBytes ?? 0) / 1e6,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Milliseconds until a process of Node says something; then it is ended. */
async function timeTo(
  said: string,
  args: readonly string[],
  env: Environment,
  signal: NodeJS.Signals = 'SIGKILL',
): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let output = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    output += String(chunk);
    if (!output.includes(said)) continue;
    const elapsedMs = performance.now() - startedAt;
    child.kill(signal);
    child.stdout.resume();
    await exited;
    return elapsedMs;
  }
  throw new BenchFailedError(`The process never said "${said}":\n${output}`);
}
