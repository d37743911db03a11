import { readContent } from '../../aws/queues/message-content.ts';
import type { JobQueues } from '../../port/job-queues.ts';
import type { QueuedMessage } from './message-queue.ts';
import { QueueSet, type QueueSetSettings } from './queue-set.ts';

/** The queues in memory, and what a test does to them behind their users' backs. */
export interface MemoryQueues extends JobQueues {
  /** What waits in a queue, whoever may see it. */
  messages(queue: string): readonly QueuedMessage[];
  /** As anybody might send it. */
  sendBody(queue: string, body: string): void;
  /** Hands a message out again though somebody holds it, as SQS may; `swallowed`: so often to nobody before. */
  redeliver(queue: string, messageId: string, swallowed?: number): void;
  /** Loses a message. */
  lose(queue: string, messageId: string): void;
  purge(queue: string): void;
}

const MAX_MESSAGES = 10;

export function createMemoryQueues(settings: QueueSetSettings): MemoryQueues {
  const set = new QueueSet(settings);
  return { ...createPort(set, () => settings.clock.now()), ...createControls(set, () => settings.clock.now()) };
}

function createPort(set: QueueSet, now: () => number): JobQueues {
  return {
    sendMessages: async (name, messages) => {
      for (const { jobId, orderGroup, delaySeconds = 0 } of messages) {
        const delayMs = orderGroup === undefined ? delaySeconds * 1000 : 0;
        set.get(name).add({ body: JSON.stringify({ jobId }), orderGroup }, now() + delayMs);
      }
    },
    receiveMessages: (name, options) => receiveMessages(set, now, name, options),
    deleteMessages: async (name, receiptHandles) => {
      // As on SQS, an older receipt's deletion is taken, and does nothing.
      for (const receiptHandle of receiptHandles) {
        const message = set.get(name).withReceipt(receiptHandle);
        if (message) set.get(name).remove(message);
      }
      return [];
    },
    changeVisibility: async (name, changes) =>
      changes.flatMap(({ receiptHandle, timeoutSeconds }) => {
        const message = set.get(name).withReceipt(receiptHandle);
        if (!message || message.visibleAt <= now()) return [receiptHandle];
        set.get(name).show(message, now() + timeoutSeconds * 1000);
        return [];
      }),
    getDepth: async (name) => {
      const { messages } = set.get(name);
      const hidden = messages.filter(({ visibleAt }) => visibleAt > now());
      const inFlight = hidden.filter(({ receiveCount }) => receiveCount > 0).length;
      return { visible: messages.length - hidden.length, inFlight, delayed: hidden.length - inFlight };
    },
  };
}

async function receiveMessages(
  set: QueueSet,
  now: () => number,
  name: string,
  { maxMessages, waitSeconds, visibilityTimeoutSeconds, signal }: Parameters<JobQueues['receiveMessages']>[1],
) {
  const pollUntil = now() + waitSeconds * 1000;
  for (;;) {
    if (signal?.aborted) return [];
    const visibleAt = now() + visibilityTimeoutSeconds * 1000;
    const taken = set.receive(name, Math.min(maxMessages, MAX_MESSAGES), visibleAt);
    if (taken.length > 0 || now() >= pollUntil) {
      return taken.map(({ messageId, receiptHandle = '', receiveCount, body }) => ({
        messageId,
        receiptHandle,
        receiveCount,
        content: readContent(body),
      }));
    }
    await set.arrivals.wait(name, Math.min(pollUntil, set.get(name).nextVisibleAt(now())), signal);
  }
}

function createControls(set: QueueSet, now: () => number): Omit<MemoryQueues, keyof JobQueues> {
  const messageOf = (name: string, messageId: string) =>
    set.get(name).messages.find((message) => message.messageId === messageId);
  return {
    messages: (name) => set.get(name).messages,
    sendBody: (name, body) => set.get(name).add({ body }, now()),
    redeliver: (name, messageId, swallowed = 0) => {
      const message = messageOf(name, messageId);
      if (!message) return;
      message.receiveCount += swallowed;
      set.get(name).show(message, now());
    },
    lose: (name, messageId) => {
      const message = messageOf(name, messageId);
      if (message) set.get(name).remove(message);
    },
    purge: (name) => set.get(name).clear(),
  };
}
