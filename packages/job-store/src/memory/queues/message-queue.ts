/** A message where it waits. Times are milliseconds since the epoch. */
export interface QueuedMessage {
  readonly messageId: string;
  readonly body: string;
  /** Of a FIFO queue: while one of them is at work, no other is received. */
  readonly orderGroup?: string | undefined;
  receiveCount: number;
  /** Until then it is delayed, or hidden by whoever received it last. */
  visibleAt: number;
  /** The handle of the last receive: the only one that still works. */
  receiptHandle?: string;
}

export type MessageToQueue = Pick<QueuedMessage, 'body' | 'orderGroup'>;

export interface RedrivePolicy {
  readonly deadLetterQueue: string;
  readonly maxReceiveCount: number;
}

/** One queue, as SQS keeps it; `numbers` names messages and receipts, so that the same run names them alike. */
export class MessageQueue {
  readonly #messages = new Set<QueuedMessage>();
  readonly #numbers: () => number;
  /** Told of every message that may be received now or later. */
  readonly #onArrival: () => void;

  constructor(numbers: () => number, onArrival: () => void) {
    this.#numbers = numbers;
    this.#onArrival = onArrival;
  }

  get messages(): readonly QueuedMessage[] {
    return [...this.#messages];
  }

  add({ body, orderGroup }: MessageToQueue, visibleAt: number, messageId = `message-${this.#numbers()}`): void {
    this.#messages.add({ messageId, body, orderGroup, receiveCount: 0, visibleAt });
    this.#onArrival();
  }

  remove(message: QueuedMessage): void {
    this.#messages.delete(message);
  }

  clear(): void {
    this.#messages.clear();
  }

  /** Messages that may be received now, oldest first. */
  visible(now: number): QueuedMessage[] {
    const atWork = new Set(
      this.messages.filter(({ visibleAt }) => visibleAt > now).map(({ orderGroup }) => orderGroup),
    );
    return this.messages.filter(
      ({ visibleAt, orderGroup }) => visibleAt <= now && (orderGroup === undefined || !atWork.has(orderGroup)),
    );
  }

  receive(message: QueuedMessage, visibleAt: number): void {
    message.receiveCount += 1;
    message.visibleAt = visibleAt;
    message.receiptHandle = `receipt-${this.#numbers()}`;
  }

  show(message: QueuedMessage, visibleAt: number): void {
    message.visibleAt = visibleAt;
    this.#onArrival();
  }

  withReceipt(receiptHandle: string): QueuedMessage | undefined {
    return this.messages.find((message) => message.receiptHandle === receiptHandle);
  }

  /** When the next hidden message may be received. */
  nextVisibleAt(now: number): number {
    return Math.min(Infinity, ...this.messages.map(({ visibleAt }) => visibleAt).filter((at) => at > now));
  }
}
