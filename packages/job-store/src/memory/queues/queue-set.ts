import type { MemoryClock } from '../memory-clock.ts';
import { Arrivals } from './arrivals.ts';
import { MessageQueue, type QueuedMessage, type RedrivePolicy } from './message-queue.ts';

export interface QueueSetSettings {
  readonly clock: MemoryClock;
  /** All queues by name, with where their messages go that are received too often. */
  readonly queues: Readonly<Record<string, RedrivePolicy | undefined>>;
  /** Told of each message that is moved to a dead-letter queue. */
  readonly onDeadLetter?: ((queue: string, message: QueuedMessage) => void) | undefined;
}

/** Queues and their dead-letter queues. */
export class QueueSet {
  readonly arrivals: Arrivals;
  readonly #settings: QueueSetSettings;
  readonly #byName: ReadonlyMap<string, MessageQueue>;

  constructor(settings: QueueSetSettings) {
    let lastNumber = 0;
    const nextNumber = () => ++lastNumber;
    this.#settings = settings;
    this.arrivals = new Arrivals(settings.clock);
    this.#byName = new Map(
      Object.keys(settings.queues).map((name) => [name, new MessageQueue(nextNumber, () => this.arrivals.tell(name))]),
    );
  }

  get(name: string): MessageQueue {
    const queue = this.#byName.get(name);
    if (!queue) throw new Error(`There is no queue ${name}`);
    return queue;
  }

  /** Hands out what may be received now; what was received too often becomes a dead letter instead. */
  receive(name: string, maxMessages: number, visibleAt: number): readonly QueuedMessage[] {
    const policy = this.#settings.queues[name];
    const taken: QueuedMessage[] = [];
    for (const message of this.get(name).visible(this.#settings.clock.now())) {
      if (taken.length >= maxMessages) break;
      if (policy && message.receiveCount >= policy.maxReceiveCount) {
        this.#bury(name, policy, message);
      } else {
        this.get(name).receive(message, visibleAt);
        taken.push(message);
      }
    }
    return taken;
  }

  #bury(name: string, { deadLetterQueue }: RedrivePolicy, message: QueuedMessage): void {
    this.get(name).remove(message);
    this.get(deadLetterQueue).add(message, this.#settings.clock.now(), message.messageId);
    this.#settings.onDeadLetter?.(name, message);
  }
}
