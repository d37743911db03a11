import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { StandInEnvironment } from '@jobs/stand-ins';
import { ServicesNotStartedError } from '../errors.ts';

/**
 * Works with what stands in for AWS, started for that in a process of its own.
 * @param work is given what a deployable needs in its environment
 * @throws {ServicesNotStartedError}
 */
export async function withServices<Result>(
  work: (environment: StandInEnvironment) => Promise<Result>,
): Promise<Result> {
  const child = fork(fileURLToPath(import.meta.resolve('./services-main.ts')), {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  try {
    const environment = await Promise.race([
      once(child, 'message').then(([message]) => message as StandInEnvironment),
      ended.then(([code]) => Promise.reject(new ServicesNotStartedError(Number(code)))),
    ]);
    return await work(environment);
  } finally {
    if (child.connected) child.disconnect();
    await ended;
  }
}
