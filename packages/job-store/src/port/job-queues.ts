/** A message to send: it stands for a job, and holds nothing but its id. */
export interface OutgoingMessage {
  readonly jobId: string;
  /** Becomes the MessageGroupId, so that a fair queue keeps one owner from starving the others. */
  readonly owner: string;
  /** 0 to 900. In a FIFO queue it has no effect. */
  readonly delaySeconds?: number;
  /** For a FIFO queue, and needed there: becomes the MessageGroupId instead. Of a group, one message is handed out at a time. */
  readonly orderGroup?: string;
}

export interface ReceivedMessage {
  readonly messageId: string;
  readonly receiptHandle: string;
  /** How often SQS has handed it out, this time included. */
  readonly receiveCount: number;
  /** The body names a job, or is malformed. */
  readonly content: { readonly jobId: string } | { readonly malformed: string };
}

export interface QueueDepth {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/** The queues, by name without the environment's prefix (`csv-etl-standard`). Lists of any length are cut into batches. */
export interface JobQueues {
  /** @throws {SendFailedError} naming the jobs whose messages were not taken */
  sendMessages(queue: string, messages: readonly OutgoingMessage[]): Promise<void>;
  /** Long poll, at most 10 messages and 20 seconds. An abort answers with no messages. */
  receiveMessages(
    queue: string,
    options: {
      readonly maxMessages: number;
      readonly waitSeconds: number;
      readonly visibilityTimeoutSeconds: number;
      readonly signal?: AbortSignal;
    },
  ): Promise<readonly ReceivedMessage[]>;
  /**
   * @returns the receipt handles that could not be deleted; their messages will come again
   * @throws {DependencyError} when trying again would not help, as without permission
   */
  deleteMessages(queue: string, receiptHandles: readonly string[]): Promise<readonly string[]>;
  /**
   * @returns the receipt handles that could not be changed
   * @throws {DependencyError} when trying again would not help, as without permission
   */
  changeVisibility(
    queue: string,
    changes: readonly { readonly receiptHandle: string; readonly timeoutSeconds: number }[],
  ): Promise<readonly string[]>;
  /** Approximate, as SQS counts. */
  getDepth(queue: string): Promise<QueueDepth>;
}
