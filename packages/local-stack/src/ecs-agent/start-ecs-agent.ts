import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { listenOnLoopback } from '../loopback-server.ts';
import { PROTECTION_MINUTES, type TaskProtection, type TaskProtections } from './task-protection.ts';

export interface EcsAgent {
  /** The task's ECS_AGENT_URI. */
  uriOf(taskId: string): string;
  close(): Promise<void>;
}

const TASK_PATH = /^\/task\/(?<taskId>[\w-]+)\/task-protection\/v1\/state$/;

const arnOf = (taskId: string) => `arn:aws:ecs:local:000000000000:task/jobs-local/${taskId}`;

/** Serves the container agent's task protection endpoint to every task under a URI of its own. */
export async function startEcsAgent(protections: TaskProtections): Promise<EcsAgent> {
  const server = createServer((request, response) => void answer(request, response, protections));
  const listening = await listenOnLoopback(server, 0);
  return { uriOf: (taskId) => `${listening.url}/task/${taskId}`, close: () => listening.close() };
}

async function answer(request: IncomingMessage, response: ServerResponse, protections: TaskProtections) {
  const taskId = TASK_PATH.exec(request.url ?? '')?.groups?.['taskId'];
  const send = (status: number, body: object) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const refuse = (status: number, code: string, message: string) =>
    send(status, { error: { Arn: arnOf(taskId ?? ''), Code: code, Message: message } });

  if (!taskId) return refuse(404, 'ResourceNotFoundException', 'There is nothing at this path');
  if (!protections.get(taskId)) return refuse(404, 'ResourceNotFoundException', 'The task was not found');
  if (request.method === 'PUT') {
    const change = readChange(await json(request).catch(() => undefined));
    if (!change) return refuse(400, 'InvalidParameterException', 'Invalid request');
    if (change.enabled) protections.protect(taskId, change.minutes);
    else protections.unprotect(taskId);
  } else if (request.method !== 'GET') {
    return refuse(405, 'InvalidParameterException', 'Use GET or PUT');
  }
  return send(200, { protection: describe(taskId, protections.get(taskId)) });
}

function describe(taskId: string, protection: TaskProtection | undefined) {
  const expiresAtMs = protection?.expiresAtMs;
  return {
    ...(expiresAtMs !== undefined && { ExpirationDate: new Date(expiresAtMs).toISOString() }),
    ProtectionEnabled: protection?.enabled ?? false,
    TaskArn: arnOf(taskId),
  };
}

function readChange(body: unknown): { readonly enabled: boolean; readonly minutes: number } | undefined {
  if (typeof body !== 'object' || body === null || !('ProtectionEnabled' in body)) return undefined;
  const { min, max, default: usual } = PROTECTION_MINUTES;
  const minutes = 'ExpiresInMinutes' in body ? body.ExpiresInMinutes : usual;
  if (typeof body.ProtectionEnabled !== 'boolean' || typeof minutes !== 'number') return undefined;
  if (!Number.isInteger(minutes) || minutes < min || minutes > max) return undefined;
  return { enabled: body.ProtectionEnabled, minutes };
}
