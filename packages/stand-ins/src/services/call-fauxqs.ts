import type { AddressInfo } from 'node:net';
import type { FauxqsApp } from './fauxqs-app.ts';

/** Calls fauxqs, which must be listening, from within its own hooks. */
export function callFauxqs(app: FauxqsApp, path: string, init?: RequestInit): Promise<Response> {
  const { port } = app.server.address() as AddressInfo;
  return fetch(`http://127.0.0.1:${port}${path}`, init);
}

export async function callSqs<Answer>(app: FauxqsApp, action: string, body: object): Promise<Answer> {
  const response = await callFauxqs(app, '/', {
    method: 'POST',
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${action}` },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`fauxqs refused ${action}: ${text}`);
  return JSON.parse(text || '{}') as Answer;
}
