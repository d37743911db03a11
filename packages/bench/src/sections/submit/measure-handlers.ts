import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDynoxideAvailable, startStandIns } from '@jobs/stand-ins';
import { BenchFailedError } from '../../errors.ts';
import { buildOurBundles } from '../../functions/our-bundles.ts';
import type { HandlerTimes } from './handler-process.ts';

const PROCESS = new URL('handler-process.ts', import.meta.url);

/** Builds submit-job and get-job as they are deployed, and times them on stand-ins in another process. */
export async function measureHandlers(
  root: string,
  { blocks, callsPerBlock }: { readonly blocks: number; readonly callsPerBlock: number },
): Promise<HandlerTimes> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-submit-'));
  const standIns = await startStandIns({ dynamodb: isDynoxideAvailable ? 'dynoxide' : 'dynalite' });
  try {
    const bundles = await buildOurBundles(root, folder, ['submit-job', 'get-job']);
    const moduleOf = (name: string) => join(bundles.find((bundle) => bundle.name === name)?.folder ?? '', 'index.mjs');
    const args = [moduleOf('submit-job'), moduleOf('get-job'), String(blocks), String(callsPerBlock)];
    const child = fork(PROCESS, args, {
      env: { PATH: '/usr/bin:/bin', ...standIns.environment },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const exited = once(child, 'exit').then(() => [undefined]);
    const [times] = (await Promise.race([once(child, 'message'), exited])) as [HandlerTimes | undefined];
    await exited;
    if (!times) throw new BenchFailedError('The process that times the handlers ended without figures.');
    return times;
  } finally {
    await standIns.stop();
    await rm(folder, { recursive: true });
  }
}
