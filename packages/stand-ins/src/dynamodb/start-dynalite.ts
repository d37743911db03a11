import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import type { RunningService } from '../running-service.ts';

/** DynamoDB in pure JavaScript, for every platform. Without `directory` its tables live in memory. */
export async function startDynalite(options: { port: number; directory?: string }): Promise<RunningService> {
  if (options.directory) await mkdir(options.directory, { recursive: true });
  const server = dynalite({ createTableMs: 0, ...(options.directory && { path: options.directory }) });
  // dynalite throws when a client goes away in the middle of a request, which would end this process.
  server.on('request', (request) => {
    request.removeAllListeners('error');
    request.on('error', () => {});
  });
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
