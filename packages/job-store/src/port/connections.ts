import type { PushTopic } from '@jobs/shared-contracts';

/** What subscriptions are kept under: a job, or the jobs of an owner. */
export type WatchedTopic = { readonly jobId: string } | { readonly owner: string };

/** A connection that wants to be told. */
export interface Subscriber {
  readonly connectionId: string;
  /** Whose connection it is: it may be told of this owner’s jobs, and of no others. */
  readonly owner: string;
  /** When it last subscribed, in milliseconds since the epoch. */
  readonly since: number;
}

export type SubscribeOutcome =
  /** Also when it was before: `since` is now. */
  | { readonly outcome: 'subscribed'; readonly owner: string }
  /** It has as many subscriptions as a connection may have; nothing was changed. */
  | { readonly outcome: 'full' }
  /** There is no such connection (any more); nothing was changed. */
  | { readonly outcome: 'no-connection' };

/**
 * WebSocket connections, the tickets that open them, and what they are subscribed to. Reads are strongly consistent:
 * who has subscribed before a job changes is found after it.
 */
export interface Connections {
  /** Keeps a ticket, by its hash. */
  createTicket(ticketHash: string, ticket: { readonly owner: string; readonly expiresAt: number }): Promise<void>;
  /**
   * Uses a ticket up for a connection: the first gets its owner, while it has not expired, and gets it again when it
   * asks again, since an answer may be lost. No other ever does.
   */
  takeTicket(ticketHash: string, connectionId: string): Promise<string | undefined>;

  openConnection(connectionId: string, owner: string): Promise<void>;
  /**
   * Forgets the connection and all that it is subscribed to; nothing if it is not there. `foundUnder` is a topic under
   * which it is subscribed though it may be forgotten already.
   */
  closeConnection(connectionId: string, foundUnder?: WatchedTopic): Promise<void>;

  subscribe(connectionId: string, topic: PushTopic): Promise<SubscribeOutcome>;
  /** Nothing if it is not subscribed. */
  unsubscribe(connectionId: string, topic: PushTopic): Promise<void>;
  /** Ends the subscription to a job, unless it was made, or made again, after `notAfter`. */
  endSubscription(jobId: string, connectionId: string, notAfter: number): Promise<void>;
  listSubscribers(topic: WatchedTopic): Promise<readonly Subscriber[]>;

  /** From now on the owner’s new jobs are watched, for as long as a connection can last. @returns until when */
  watchOwner(owner: string): Promise<number>;
  /** Until when the owner’s new jobs are watched; undefined when they are not. */
  ownerWatchedUntil(owner: string): Promise<number | undefined>;
}
