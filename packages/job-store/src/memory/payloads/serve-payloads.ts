import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { MemoryPayloads } from './create-memory-payloads.ts';
import { grantOf, type Grant } from './signed-url.ts';

/** Serves the presigned URLs of a store on loopback, by the system's clock, as S3 does. */
export async function servePayloads(payloads: () => MemoryPayloads) {
  const server = createServer((request, response) => void serve(payloads(), request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function serve({ objects }: MemoryPayloads, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await buffer(request);
  const grant = grantOf(new URL(request.url ?? '', 'http://payloads'), Date.now());
  if (!grant || !isGranted(grant, request)) {
    response.writeHead(403).end();
  } else if (grant.method === 'PUT') {
    const contentType = request.headers['content-type'];
    objects.set(grant.key, { body, createdAt: Date.now(), ...(contentType !== undefined && { contentType }) });
    response.writeHead(200).end();
  } else {
    const object = objects.get(grant.key);
    if (object) response.writeHead(200, headersOf(object.contentType, grant)).end(object.body);
    else response.writeHead(404).end();
  }
}

const isGranted = ({ method, headers }: Grant, request: IncomingMessage) =>
  request.method === method && Object.entries(headers).every(([name, value]) => request.headers[name] === value);

/** RFC 6266, with the encoding of RFC 8187. */
function headersOf(contentType: string | undefined, { fileName }: Grant): Record<string, string> {
  const encoded = fileName && encodeURIComponent(fileName).replaceAll('(', '%28').replaceAll(')', '%29');
  return {
    ...(contentType !== undefined && { 'content-type': contentType }),
    ...(encoded !== undefined && { 'content-disposition': `attachment; filename*=UTF-8''${encoded}` }),
  };
}
