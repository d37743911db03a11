import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { isTerminal, type JobSummary, type JobView, type PushMessage, type PushRequest } from '@jobs/shared-contracts';
import { WebSocketServer, type WebSocket } from 'ws';
import type { ChangingJobs } from './changing-jobs.ts';
import type { ScriptedAnswer } from './http-server.ts';
import { problemOf } from './problem-of.ts';

export interface PushSide {
  /** What `POST /v1/connections` answers. Default: 201. */
  connections: 201 | 404 | 501 | 503;
  /** Takes what is sent, and says nothing more. */
  mute: boolean;
  /** All that clients have sent. */
  readonly frames: readonly unknown[];
  /** How many connections there are. */
  open(): number;
  /** Sends a frame to everybody, whether it is of the protocol or not. */
  broadcast(frame: string): void;
  /** Breaks off all connections, without a farewell. */
  cut(): void;
  giveTicket(serverUrl: string): ScriptedAnswer;
  stop(): void;
}

/** The server's side of the WebSocket protocol. A ticket opens one connection. */
export function servePush(server: Server, jobs: ChangingJobs): PushSide {
  const subscribers = new Map<WebSocket, Set<string>>();
  const tickets = new Set<string>();
  const frames: unknown[] = [];
  const sockets = new WebSocketServer({
    server,
    verifyClient: ({ req }: { req: IncomingMessage }) => tickets.delete(req.url?.split('ticket=')[1] ?? ''),
  });
  sockets.on('connection', (socket) => {
    subscribers.set(socket, new Set());
    socket.on('message', (data: Buffer) => {
      const request: unknown = JSON.parse(data.toString());
      frames.push(request);
      if (!side.mute)
        for (const message of answersTo(request as PushRequest, jobs, subscribers.get(socket))) send(socket, message);
      jobs.notify();
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      subscribers.delete(socket);
      jobs.notify();
    });
    jobs.notify();
  });
  const tellSubscribers = (job: JobSummary) => {
    if (side.mute) return;
    for (const [socket, jobIds] of subscribers) if (jobIds.has(job.id)) send(socket, jobMessage(job));
  };
  jobs.onChange(tellSubscribers);

  const side: PushSide = {
    connections: 201,
    mute: false,
    frames,
    open: () => subscribers.size,
    broadcast(frame) {
      for (const socket of subscribers.keys()) socket.send(frame);
    },
    cut() {
      for (const socket of subscribers.keys()) socket.terminate();
    },
    giveTicket(serverUrl) {
      if (side.connections !== 201) return { status: side.connections, body: { message: 'There is no push' } };
      const ticket = randomUUID();
      tickets.add(ticket);
      const url = `${serverUrl.replace('http', 'ws')}/?ticket=${ticket}`;
      return { status: 201, body: { url, expiresAt: '2026-11-21T00:01:00.000Z' } };
    },
    stop() {
      side.cut();
      sockets.close();
    },
  };
  return side;
}

/** Push has no results, as the API reads them. */
const jobMessage = ({ result: _result, resultUrl: _url, ...job }: JobView): PushMessage => ({ type: 'job', job });

const send = (socket: WebSocket, message: PushMessage) => socket.send(JSON.stringify(message));

function answersTo(request: PushRequest, jobs: ChangingJobs, subscribed: Set<string> | undefined): PushMessage[] {
  // The client subscribes to single jobs alone.
  if (!('jobId' in request)) return [{ type: 'pong' }];
  const { action, jobId } = request;
  const job = jobs.get(jobId);
  if (!job) return [{ type: 'error', problem: problemOf('job-not-found'), request }];
  if (action === 'unsubscribe') {
    subscribed?.delete(jobId);
    return [{ type: 'unsubscribed', jobId }];
  }
  if (!isTerminal(job.status)) subscribed?.add(jobId);
  return [{ type: 'subscribed', jobId }, jobMessage(job)];
}
