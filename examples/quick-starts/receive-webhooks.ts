/** Prints what becomes of jobs whose webhook leads here. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { JobEvent } from '@jobs/shared-contracts';
import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(process.env['WEBHOOK_SECRET'] ?? '');
const handled = new Set<string>();

async function verified(request: IncomingMessage) {
  return webhook.verify(await text(request), request.headers as Record<string, string>) as JobEvent;
}

async function receive(request: IncomingMessage, response: ServerResponse) {
  const event = await verified(request).catch(() => undefined);
  // First the answer, within 15 seconds; then the work.
  response.writeHead(event ? 204 : 400).end();
  if (!event || handled.has(event.id)) return;
  handled.add(event.id);
  console.log(event.type, event.subject);
}

const server = createServer((request, response) => void receive(request, response));
server.listen(Number(process.env['PORT'] ?? 8080), () => console.log('Listening', server.address()));
