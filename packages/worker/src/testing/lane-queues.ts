import type { JobQueues, ReceivedMessage } from '@jobs/job-store';
import { sleep } from '../clock.ts';
import type { FakeClock } from './fake-clock.ts';
import { fakeQueues, receivedMessage } from './fakes.ts';

export interface Asked {
  readonly queue: string;
  readonly maxMessages: number;
  readonly waitSeconds: number;
}

/** Queues in memory that answer as SQS does, with long polls on the fake clock. */
export class LaneQueues {
  readonly asked: Asked[] = [];
  readonly #clock: FakeClock;
  readonly #messages = new Map<string, ReceivedMessage[]>();
  readonly #arrivals = new EventTarget();

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  send(queue: string, count: number): void {
    const waiting = this.#of(queue);
    for (let i = 0; i < count; i++) waiting.push(receivedMessage({ messageId: `${queue} ${waiting.length}` }));
    this.#arrivals.dispatchEvent(new Event(queue));
  }

  readonly queues: JobQueues = fakeQueues([], {
    receiveMessages: async (queue, { maxMessages, waitSeconds, signal }) => {
      this.asked.push({ queue, maxMessages, waitSeconds });
      if (this.#of(queue).length === 0) await this.#arrivalIn(queue, waitSeconds, signal);
      return this.#of(queue).splice(0, maxMessages);
    },
  });

  #of(queue: string): ReceivedMessage[] {
    const messages = this.#messages.get(queue) ?? [];
    this.#messages.set(queue, messages);
    return messages;
  }

  /** Resolves with the next message, after the wait, or when the receive is aborted. */
  async #arrivalIn(queue: string, waitSeconds: number, signal?: AbortSignal): Promise<void> {
    const ends = new AbortController();
    const end = () => ends.abort();
    if (signal?.aborted) return;
    signal?.addEventListener('abort', end);
    this.#arrivals.addEventListener(queue, end);
    await sleep(this.#clock, waitSeconds * 1000, ends.signal);
    signal?.removeEventListener('abort', end);
    this.#arrivals.removeEventListener(queue, end);
  }
}
