/** The tables as the code uses them: Terraform and the stand-ins build exactly these. */

export interface IndexDefinition {
  readonly name: string;
  readonly partitionKey: string;
  readonly sortKey: { readonly name: string; readonly type: 'S' | 'N' };
  readonly projection: 'KEYS_ONLY';
}

export interface TableDefinition {
  readonly partitionKey: string;
  /** Without one, an item is found by its partition key alone. */
  readonly sortKey?: string;
  readonly timeToLiveAttribute: string;
  readonly indexes: readonly IndexDefinition[];
}

/** Every index partition is split into so many shards, so that no status, owner or type makes a hot partition. */
export const INDEX_SHARDS = 16;

/** Attributes that an index is keyed by are set only while the job belongs in it: the indexes are sparse. */
export const JOBS_TABLE = {
  partitionKey: 'jobId',
  timeToLiveAttribute: 'expiresAt',
  indexes: [
    /** All jobs that somebody should look at, by when: the reconciler's work list. */
    { name: 'due', partitionKey: 'dueShard', sortKey: { name: 'dueAt', type: 'N' }, projection: 'KEYS_ONLY' },
    /** All jobs of an owner, by creation: listing. */
    { name: 'owner', partitionKey: 'ownerShard', sortKey: { name: 'createdAt', type: 'N' }, projection: 'KEYS_ONLY' },
    /** Failed jobs, by when: what needs a person. */
    {
      name: 'failures',
      partitionKey: 'failureShard',
      sortKey: { name: 'failedAt', type: 'N' },
      projection: 'KEYS_ONLY',
    },
    /** Jobs that wait for a slot of their limit, by limit, lane and owner: a line for each, the oldest first. */
    { name: 'held', partitionKey: 'heldLine', sortKey: { name: 'createdAt', type: 'N' }, projection: 'KEYS_ONLY' },
  ],
} as const satisfies TableDefinition;

/** Events on their way to webhooks, by job. Those that are still to be tried are in the index, by when. */
export const WEBHOOK_DELIVERIES_TABLE = {
  partitionKey: 'jobId',
  sortKey: 'webhookId',
  timeToLiveAttribute: 'expiresAt',
  indexes: [{ name: 'due', partitionKey: 'dueShard', sortKey: { name: 'dueAt', type: 'N' }, projection: 'KEYS_ONLY' }],
} as const satisfies TableDefinition;

/** An owner's secrets for webhooks, in one item. They are kept as they are: a signature needs the secret itself. */
export const WEBHOOK_SECRETS_TABLE = {
  partitionKey: 'owner',
  timeToLiveAttribute: 'expiresAt',
  indexes: [],
} as const satisfies TableDefinition;

/**
 * WebSocket connections: the tickets that open one, those that are open, and what they are subscribed to, each under a
 * partition of its own (`ticket#…`, `connection#…`, `job#…`, `owner#…`).
 */
export const CONNECTIONS_TABLE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  timeToLiveAttribute: 'expiresAt',
  indexes: [],
} as const satisfies TableDefinition;

/** What became of a job type's jobs, by the minute (milliseconds since the epoch, as text of a fixed length). */
export const JOB_STATISTICS_TABLE = {
  partitionKey: 'jobType',
  sortKey: 'minute',
  timeToLiveAttribute: 'expiresAt',
  indexes: [],
} as const satisfies TableDefinition;

/** Schedules; those that make jobs are in the index, by when somebody should look. */
export const SCHEDULES_TABLE = {
  partitionKey: 'scheduleId',
  timeToLiveAttribute: 'expiresAt',
  indexes: [
    { name: 'due', partitionKey: 'dueShard', sortKey: { name: 'dueAt', type: 'N' }, projection: 'KEYS_ONLY' },
    /** An owner has few. */
    { name: 'owner', partitionKey: 'owner', sortKey: { name: 'createdAt', type: 'N' }, projection: 'KEYS_ONLY' },
  ],
} as const satisfies TableDefinition;

/** What operators have set of a job type, one item each: whether it is paused. Items have no expiry. */
export const CONTROLS_TABLE = {
  partitionKey: 'jobType',
  timeToLiveAttribute: 'expiresAt',
  indexes: [],
} as const satisfies TableDefinition;

/** The audit trail, by month and shard (`2026-11#3`), and in them by time. */
export const AUDIT_TABLE = {
  partitionKey: 'month',
  sortKey: 'entry',
  timeToLiveAttribute: 'expiresAt',
  indexes: [],
} as const satisfies TableDefinition;

/**
 * What holds jobs together, each under a partition of its own: the followers of a job (`followers#…`), and batches
 * (`batch#…`), with their members in pieces. Batches are in the indexes: of an owner, and while somebody should look.
 */
export const JOB_GROUPS_TABLE = {
  partitionKey: 'groupKey',
  sortKey: 'part',
  timeToLiveAttribute: 'expiresAt',
  indexes: [
    { name: 'due', partitionKey: 'dueShard', sortKey: { name: 'dueAt', type: 'N' }, projection: 'KEYS_ONLY' },
    { name: 'owner', partitionKey: 'owner', sortKey: { name: 'createdAt', type: 'N' }, projection: 'KEYS_ONLY' },
  ],
} as const satisfies TableDefinition;

/**
 * Limits, by key: in one item the slots that are taken and the next start, and in one for each line (`line#…`) of those
 * that wait when it was served. Limits that are in use are in the index, in one partition: there are few.
 */
export const LIMITS_TABLE = {
  partitionKey: 'limitKey',
  sortKey: 'part',
  timeToLiveAttribute: 'expiresAt',
  indexes: [{ name: 'due', partitionKey: 'dueShard', sortKey: { name: 'dueAt', type: 'N' }, projection: 'KEYS_ONLY' }],
} as const satisfies TableDefinition;

/** So many members of a batch share an item: small enough that a write of it costs one unit. */
export const BATCH_MEMBERS_PER_ITEM = 32;

/** API keys by the SHA-256 of the key. The key itself is nowhere. */
export const API_KEYS_TABLE = {
  partitionKey: 'keyHash',
  timeToLiveAttribute: 'expiresAt',
  indexes: [],
} as const satisfies TableDefinition;
