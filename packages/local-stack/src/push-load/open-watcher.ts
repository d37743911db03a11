import { once } from 'node:events';
import {
  isTerminal,
  type JobSummary,
  type PushErrorMessage,
  type PushMessage,
  type PushRequest,
} from '@jobs/shared-contracts';
import { WebSocket } from 'ws';

/** What a socket knows of a job that it watches. */
export interface WatchedJob {
  /** When its subscription was confirmed, in milliseconds since the epoch. */
  subscribedAt?: number;
  newest?: JobSummary;
}

/** What a socket has been sent. */
export interface WatcherLog {
  readonly jobs: ReadonlyMap<string, WatchedJob>;
  /** Frames that hold a job. */
  readonly pushes: number;
  /** Of these, those that were not newer than what was known. */
  readonly duplicates: number;
  /** How often subscriptions were asked for again, since the server could not make them at once. */
  readonly repeats: number;
  /** Of each change that can have come by a push alone: from the change to its arrival. */
  readonly latenciesMs: readonly number[];
  /** What was refused, and why the connection ended, if it did. */
  readonly faults: readonly string[];
}

export interface Watcher {
  readonly log: WatcherLog;
  watch(jobId: string): void;
  close(): void;
}

export interface WatcherListener {
  /** After every frame. */
  readonly onFrame: () => void;
  /** When it is told of the end of a job that it watches: once for each. */
  readonly onEnd: () => void;
}

/** Opens a WebSocket that watches jobs, and keeps the newest state of each. */
export async function openWatcher(url: string, { onFrame, onEnd }: WatcherListener): Promise<Watcher> {
  const socket = new WebSocket(url);
  const jobs = new Map<string, WatchedJob>();
  const latenciesMs: number[] = [];
  const faults: string[] = [];
  const counts = { pushes: 0, duplicates: 0, repeats: 0 };
  let isClosing = false;

  function onJob(job: JobSummary) {
    const known = jobs.get(job.id);
    counts.pushes += 1;
    if (!known) return void faults.push(`${job.id} came, though nobody watches it here`);
    if (known.newest && job.version <= known.newest.version) return void (counts.duplicates += 1);
    known.newest = job;
    const changedAt = Date.parse(job.updatedAt);
    if (known.subscribedAt !== undefined && changedAt > known.subscribedAt) latenciesMs.push(Date.now() - changedAt);
    if (hasEnded(known)) onEnd();
  }

  const subscribe = (jobId: string) => {
    const request: PushRequest = { action: 'subscribe', jobId };
    socket.send(JSON.stringify(request));
  };
  const subscribeAgain = () => {
    counts.repeats += 1;
    for (const [jobId, { subscribedAt }] of jobs) if (subscribedAt === undefined) subscribe(jobId);
  };

  socket.on('message', (data: Buffer) => {
    const message = JSON.parse(data.toString()) as PushMessage | GatewayError;
    if (isUnavailable(message)) subscribeAgain();
    else if (message.type === 'job') onJob(message.job);
    else if (message.type === 'subscribed' && 'jobId' in message) {
      const known = jobs.get(message.jobId);
      if (known) known.subscribedAt ??= Date.now();
    } else faults.push(data.toString());
    onFrame();
  });
  await once(socket, 'open');
  socket.on('error', (error) => faults.push(error.message));
  socket.on('close', (code) => isClosing || faults.push(`the connection ended with ${code}`));
  return {
    log: {
      jobs,
      latenciesMs,
      faults,
      get pushes() {
        return counts.pushes;
      },
      get duplicates() {
        return counts.duplicates;
      },
      get repeats() {
        return counts.repeats;
      },
    },
    watch(jobId) {
      jobs.set(jobId, {});
      subscribe(jobId);
    },
    close() {
      isClosing = true;
      socket.terminate();
    },
  };
}

/** What API Gateway itself says when a function fails. It does not say of which message. */
interface GatewayError {
  readonly message: string;
  readonly type?: undefined;
}

/** Whether it is the answer of a server that is there, but busy. */
const isUnavailable = (message: PushMessage | GatewayError): message is GatewayError | PushErrorMessage =>
  message.type === undefined || (message.type === 'error' && message.problem.status >= 500);

export const hasEnded = ({ newest }: WatchedJob) => newest !== undefined && isTerminal(newest.status);
