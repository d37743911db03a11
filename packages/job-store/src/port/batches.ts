import type { JobStatus, Problem, Tags, Webhook } from '@jobs/shared-contracts';

/** How many members of a batch are in which state. */
export interface BatchCounts {
  /** Members of the request. */
  readonly total: number;
  /** Of them, no job was made. */
  readonly refused: number;
  /** They wait or run. */
  readonly pending: number;
  readonly succeeded: number;
  readonly failed: number;
  readonly cancelled: number;
}

/** A batch as it is stored, without its members. Times are milliseconds since the epoch. */
export interface BatchRecord {
  readonly batchId: string;
  readonly owner: string;
  readonly name?: string;
  readonly tags: Tags;
  /** Told once, of its completion. */
  readonly webhook?: Webhook;
  /** When a member fails, the others are cancelled. */
  readonly cancelsOnFailure?: true;
  /** SHA-256 of the request: tells a replay from another request with the same Idempotency-Key. */
  readonly requestHash: string;
  /** Members of the request. */
  readonly size: number;
  /** Grows by one with every write. */
  readonly version: number;
  readonly createdAt: number;
  /** Since then each member is known to be a job or refused. */
  readonly submittedAt?: number;
  readonly cancelRequestedAt?: number;
  /** When all members had ended for the first time; final. */
  readonly completedAt?: number;
  /** As they were then. */
  readonly completedCounts?: BatchCounts;
  /** Where the manifest is. */
  readonly manifestKey?: string;
  /** When somebody should look at it. */
  readonly dueAt?: number;
}

/** The last state of a member that is known. */
export interface BatchMember {
  readonly status: JobStatus | 'REFUSED';
  /** Of the job; 0 of one that was refused. */
  readonly version: number;
}

/** A place in an owner's list of batches. */
export type BatchPosition = Pick<BatchRecord, 'batchId' | 'createdAt'>;

export interface BatchPage {
  readonly batches: readonly BatchRecord[];
  /** Where to go on; absent at the end. */
  readonly next?: BatchPosition;
}

/**
 * Batches and their members. Reads of a batch are strongly consistent, lists of batches lag by a moment. A member's state
 * is one conditional write, so that counts made of the members are exact however often and in whatever order they come.
 */
export interface Batches {
  /** Puts a batch unless one of that id is there. @returns what is stored */
  createBatch(batch: BatchRecord): Promise<{ readonly outcome: 'created' | 'exists'; readonly batch: BatchRecord }>;
  getBatch(batchId: string): Promise<BatchRecord | undefined>;
  /**
   * Puts `after`, whose version becomes the one after `before`'s.
   * @returns what is stored now; undefined, and nothing changed, if it was not at `before`'s version any more
   */
  replaceBatch(before: BatchRecord, after: BatchRecord): Promise<BatchRecord | undefined>;
  /** Deletes the batch; what is known of its members stays until it expires. */
  deleteBatch(batchId: string): Promise<void>;

  /** Writes a member's state, unless a newer one is known. */
  recordMember(batch: Pick<BatchRecord, 'batchId' | 'createdAt'>, index: number, member: BatchMember): Promise<void>;
  /** Keeps why a member was refused, and that it was, unless more is known of it. */
  recordRefusal(batch: Pick<BatchRecord, 'batchId' | 'createdAt'>, index: number, problem: Problem): Promise<void>;
  /** By their indexes, those of which something is known. */
  readMembers(batchId: string): Promise<ReadonlyMap<number, BatchMember>>;
  /** Why members were refused, by index, from `from` to below `to`. */
  readRefusals(batchId: string, from: number, to: number): Promise<ReadonlyMap<number, Problem>>;

  /** An owner's, the newest first. */
  listBatches(query: {
    readonly owner: string;
    readonly limit: number;
    readonly after?: BatchPosition;
  }): Promise<BatchPage>;
  /** The ids of batches whose time has come, the oldest first. */
  listDueBatches(limit: number): Promise<readonly string[]>;
}

/** A member of which nothing is known waits or runs. */
export function countMembers(size: number, members: ReadonlyMap<number, BatchMember>): BatchCounts {
  const known = [...members.values()];
  const count = (status: BatchMember['status']) => known.filter((member) => member.status === status).length;
  const [refused, succeeded, failed, cancelled] = [
    count('REFUSED'),
    count('SUCCEEDED'),
    count('FAILED'),
    count('CANCELLED'),
  ];
  const pending = size - refused - succeeded - failed - cancelled;
  return { total: size, refused, pending, succeeded, failed, cancelled };
}
