import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { StandInStartError } from '../errors.ts';
import type { RunningService } from '../running-service.ts';

/** Whether the binary exists for this machine: it is built for Linux on x64 only. */
export const isDynoxideAvailable = process.platform === 'linux' && process.arch === 'x64';

const START_LIMIT_MS = 15_000;

/** In the folder of the tables. */
export const DATABASE_FILE = 'dynoxide.db';

/** @throws {StandInStartError} on a machine that it is not built for */
export function dynoxideBinary(): string {
  if (!isDynoxideAvailable) {
    throw new StandInStartError('dynoxide runs on Linux x64 only: use dynalite on this machine');
  }
  const packageFile = createRequire(import.meta.url).resolve('@dynoxide/linux-x64/package.json');
  return join(dirname(packageFile), 'dynoxide');
}

/** DynamoDB as one native binary, closer to the real one than dynalite (`ALL_OLD` on failed conditions). */
export async function startDynoxide(options: { port: number; directory?: string }): Promise<RunningService> {
  const binary = dynoxideBinary();
  const port = options.port || (await findFreePort());
  if (options.directory) await mkdir(options.directory, { recursive: true });
  const database = options.directory ? ['--db-path', join(options.directory, DATABASE_FILE)] : [];
  const child = spawn(binary, ['--host', '127.0.0.1', '--port', String(port), ...database], { stdio: 'ignore' });
  const exited = once(child, 'exit');
  const endpoint = `http://127.0.0.1:${port}`;
  const killWithParent = () => child.kill('SIGKILL');
  process.once('exit', killWithParent);
  const stop = async () => {
    process.off('exit', killWithParent);
    child.kill('SIGTERM');
    await exited;
  };
  const answers = await Promise.race([untilItAnswers(endpoint), exited.then(() => false)]);
  if (!answers) {
    await stop();
    throw new StandInStartError(`dynoxide did not answer at ${endpoint}: is port ${port} free?`);
  }
  return { endpoint, stop };
}

async function untilItAnswers(endpoint: string): Promise<boolean> {
  const deadline = Date.now() + START_LIMIT_MS;
  while (Date.now() < deadline) {
    const answered = await fetch(endpoint).then(
      () => true,
      () => false,
    );
    if (answered) return true;
    await delay(20);
  }
  return false;
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
