import type { JobEvent } from '@jobs/shared-contracts';

interface Settlement {
  readonly messageId: string;
  readonly event: JobEvent;
}

/** The queue of settlements: the events that settle something, as the topic's filter lets them through. */
export class Settlements {
  #waiting: Settlement[] = [];
  #sent = 0;

  put(events: readonly JobEvent[]): void {
    for (const event of events) {
      if (event.settles) this.#waiting.push({ messageId: `settlement-${++this.#sent}`, event });
    }
  }

  get waiting(): readonly Settlement[] {
    return this.#waiting;
  }

  /** Deleted, once they were settled; or lost, once they came in vain too often. */
  remove(messageIds: readonly string[]): void {
    this.#waiting = this.#waiting.filter(({ messageId }) => !messageIds.includes(messageId));
  }
}
