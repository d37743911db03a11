import type { DeliveryError, DeliveryEventType, DeliveryState } from '@jobs/shared-contracts';

/** An attempt to deliver: what the receiver answered, or why it did not. */
export interface DeliveryAttemptRecord {
  /** Milliseconds since the epoch, as all times here. */
  readonly at: number;
  readonly durationMs: number;
  readonly outcome: { readonly status: number } | { readonly error: DeliveryError };
}

/** One event on its way to the webhook of its job. */
export interface DeliveryRecord {
  readonly jobId: string;
  /** The same each time it is sent. */
  readonly webhookId: string;
  readonly owner: string;
  readonly type: DeliveryEventType;
  readonly url: string;
  /** The very text that is sent each time, so that a receiver sees the same bytes again. */
  readonly body: string;
  readonly state: DeliveryState;
  /** Of the current round, also while one is under way: counted before it is made. */
  readonly tries: number;
  /** The last ones of all rounds, oldest first. */
  readonly attempts: readonly DeliveryAttemptRecord[];
  readonly createdAt: number;
  /** While PENDING: not to be tried before. */
  readonly nextAttemptAt?: number;
  /** While an attempt is under way: nobody else makes one before. */
  readonly leaseExpiresAt?: number;
  /** Its owner asked for another round. */
  readonly replayedAt?: number;
}

export interface DeliveryRef {
  readonly jobId: string;
  readonly webhookId: string;
}

export type NewDelivery = Pick<DeliveryRecord, 'jobId' | 'webhookId' | 'owner' | 'type' | 'url' | 'body'>;

export interface DueDelivery extends DeliveryRef {
  readonly dueAt: number;
}

/** How an attempt ends. */
export type DeliveryEnd =
  | { readonly state: 'DELIVERED' | 'FAILED' | 'DISABLED' }
  /** To be tried again after `delayMs`. */
  | { readonly state: 'PENDING'; readonly delayMs: number };

/**
 * The table of deliveries. Every method is one conditional write or one read; reads are strongly consistent, but for
 * `listDue`.
 */
export interface WebhookDeliveries {
  /** Puts a PENDING delivery that may be tried at once, unless it is there already. */
  createDelivery(delivery: NewDelivery): Promise<void>;
  /**
   * Takes the next try: of two callers only one gets it. Undefined when it is not PENDING, not time yet, or when
   * somebody else makes one.
   */
  takeAttempt(delivery: DeliveryRef, leaseDurationMs: number): Promise<DeliveryRecord | undefined>;
  /**
   * Writes what became of the try that the caller took. `attempt` is absent when none was made.
   * @returns the delivery as it is now, or undefined when the lease ran out and somebody else has taken it
   */
  endAttempt(
    taken: DeliveryRecord,
    end: DeliveryEnd,
    attempt?: DeliveryAttemptRecord,
  ): Promise<DeliveryRecord | undefined>;
  /** PENDING with all of its tries, whatever it was; nothing changes while one is under way. Undefined: not found. */
  replay(delivery: DeliveryRef): Promise<DeliveryRecord | undefined>;
  /** All of a job, in the order of the events. */
  listDeliveries(jobId: string): Promise<readonly DeliveryRecord[]>;
  /** Those of one shard (0 … INDEX_SHARDS − 1) that somebody should look at, oldest first. Eventually consistent. */
  listDue(query: { readonly shard: number; readonly limit: number }): Promise<readonly DueDelivery[]>;
  /** Has it looked at again after `delayMs`; false, and nothing changed, if it has moved on. */
  postponeDue(due: DueDelivery, delayMs: number): Promise<boolean>;
}

/** A message that asks for a try of a delivery. */
export interface DeliveryMessage extends DeliveryRef {
  /** Becomes the MessageGroupId, so that a fair queue keeps one owner from starving the others. */
  readonly owner?: string;
  /** 0 to 900. */
  readonly delaySeconds?: number;
}

/** The queue that job events for webhooks arrive in, from the side of those who add retries to it. */
export interface WebhookQueue {
  /** @throws {SendFailedError} naming the jobs whose messages were not taken */
  sendDeliveries(messages: readonly DeliveryMessage[]): Promise<void>;
}
