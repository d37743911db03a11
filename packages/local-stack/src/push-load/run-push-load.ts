import { randomUUID } from 'node:crypto';
import type { ConnectionTicket, JobEvent, JobView, SubmitJobRequest } from '@jobs/shared-contracts';
import { startLocalStack, type LocalStack } from '../start-local-stack.ts';
import { openWatcher, type Watcher, type WatcherListener, type WatcherLog } from './open-watcher.ts';
import type { PushLoadSize } from './push-load-options.ts';

export interface PushLoadSettings extends PushLoadSize {
  readonly signal: AbortSignal;
  readonly progress?: (ended: number, all: number) => void;
}

export interface PushLoad {
  readonly size: PushLoadSize;
  /** From the first submission to the last end that a socket was told of. */
  readonly durationMs: number;
  readonly events: readonly JobEvent[];
  readonly watchers: readonly WatcherLog[];
}

const WORKERS = 2;
const SUBMITTERS = 10;
/** Nothing has come for so long: the rest is missing. An event that could not be pushed comes again after 180 s. */
const SILENCE_MS = 240_000;

/** Watches jobs from their submission to their end, over many sockets, on a local stack of its own. */
export async function runPushLoad({ signal, progress, ...size }: PushLoadSettings): Promise<PushLoad> {
  const stack = await startLocalStack({ maxWorkers: WORKERS, captureEvents: true, shutdownGraceSeconds: 1 });
  const watchers: Watcher[] = [];
  const silence = whenSilent(signal);
  try {
    const all = size.jobs * size.watchers;
    let ended = 0;
    const onFrame = () => silence.broken();
    const onEnd = () => {
      ended += 1;
      progress?.(ended, all);
      if (ended === all) silence.over();
    };
    for (let index = 0; index < size.sockets; index += 1) {
      watchers.push(await connect(stack, { onFrame, onEnd }, signal));
    }
    const startedAt = Date.now();
    await submitAndWatch(stack, size, watchers, signal);
    await silence.promise;
    const durationMs = Date.now() - startedAt;
    return { size, durationMs, events: stack.events(), watchers: watchers.map(({ log }) => log) };
  } finally {
    silence.over();
    for (const watcher of watchers) watcher.close();
    await stack.stop();
  }
}

const keyOf = ({ apiKeys }: LocalStack) => apiKeys[0]?.key ?? '';

/** Asks until the API is not too busy to answer; the same key makes no second job. @throws when it refuses */
async function post(stack: LocalStack, path: string, signal: AbortSignal, body?: object): Promise<unknown> {
  const headers = { 'x-api-key': keyOf(stack), 'content-type': 'application/json', 'idempotency-key': randomUUID() };
  for (;;) {
    const request = { method: 'POST', headers, signal, ...(body && { body: JSON.stringify(body) }) };
    const response = await fetch(`${stack.url}${path}`, request);
    if (response.ok) return response.json();
    const text = await response.text();
    if (response.status < 500) throw new Error(`POST ${path} was refused: ${response.status} ${text}`);
  }
}

/** A connection that can't be made at once is tried again, with another ticket. */
async function connect(stack: LocalStack, listener: WatcherListener, signal: AbortSignal): Promise<Watcher> {
  for (;;) {
    const { url } = (await post(stack, '/v1/connections', signal)) as ConnectionTicket;
    const watcher = await openWatcher(url, listener).catch((error: unknown) => {
      signal.throwIfAborted();
      if (!/server response: 50\d/.test(String(error))) throw error;
    });
    if (watcher) return watcher;
  }
}

/** Has each job watched as soon as it is accepted, by as many sockets as it should be. */
async function submitAndWatch(
  stack: LocalStack,
  size: PushLoadSize,
  watchers: readonly Watcher[],
  signal: AbortSignal,
): Promise<void> {
  const indexes = Array.from({ length: size.jobs }, (_, index) => index).values();
  const work = async () => {
    for (const index of indexes) {
      const { id } = (await post(stack, '/v1/jobs', signal, textJob(index))) as JobView;
      for (let nth = 0; nth < size.watchers; nth += 1) watchers[(index + nth) % size.sockets]?.watch(id);
    }
  };
  await Promise.all(Array.from({ length: SUBMITTERS }, work));
}

const textJob = (index: number): SubmitJobRequest => ({
  type: 'text-analyze',
  input: { source: { text: `Text number ${index} is watched from the moment that it is accepted.` } },
});

/** Resolves when all is over, or nothing was heard for a while. @throws the signal's reason */
function whenSilent(signal: AbortSignal) {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, SILENCE_MS);
  const over = () => {
    clearTimeout(timer);
    resolve();
  };
  signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  // Nobody waits for it before all is submitted.
  promise.catch(() => {});
  return { promise, over, broken: () => void timer.refresh() };
}
