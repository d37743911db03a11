import { spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { ServerNotStartedError } from '../../errors.ts';

/** A port of loopback that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Starts a server and waits for the line by which it says that it is ready. @returns how to stop it */
export async function startServer(
  command: string,
  args: readonly string[],
  readyLine: RegExp,
  options: SpawnOptions = {},
): Promise<() => Promise<void>> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close');
  let output = '';
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        if (readyLine.test(output)) resolve();
      });
    }
    const fail = () => reject(new ServerNotStartedError(command, output));
    child.once('error', fail);
    child.once('close', fail);
  });
  return async () => {
    child.kill('SIGTERM');
    await ended;
  };
}
