import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { LIMITS, type JobStatus, type JsonValue } from '@jobs/shared-contracts';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { JobRecord, StoredPayload } from '../../port/job-record.ts';
import { dueShardOf, ownerShardOf } from './index-keys.ts';

export type Item = Record<string, AttributeValue>;

/** A job as it was read, with what a lost answer is made up from. */
export interface StoredJob {
  readonly job: JobRecord;
  /** The state before the last change of status. */
  readonly before?: { readonly status: JobStatus; readonly updatedAt: number };
}

/** As an item holds it: an inline payload as JSON text, which keeps its numbers as they are and is smaller than a map. */
type PayloadAttribute = string | { readonly key: string; readonly sizeBytes: number };

interface JobAttributes extends Omit<JobRecord, 'input' | 'result' | 'tags' | 'attempts'> {
  readonly input: PayloadAttribute;
  readonly result?: PayloadAttribute;
  readonly tags?: JobRecord['tags'];
  readonly attempts?: JobRecord['attempts'];
  readonly previousStatus?: JobStatus;
  readonly previousUpdatedAt?: number;
  readonly dueShard?: string;
  readonly ownerShard: string;
  readonly failureShard?: string;
  readonly failedAt?: number;
  /** Seconds since the epoch, as DynamoDB's time to live wants it. */
  readonly expiresAt: number;
}

export const toSeconds = (ms: number) => Math.floor(ms / 1000);

const RETENTION_SECONDS = LIMITS.jobRetentionDays * 24 * 60 * 60;

/** When a job's item may be deleted, in seconds since the epoch: one that starts later is kept as long after its start. */
export const expiresAtOf = ({ createdAt, runAt = createdAt }: Pick<JobRecord, 'createdAt' | 'runAt'>) =>
  toSeconds(Math.max(createdAt, runAt)) + RETENTION_SECONDS;

export function payloadAttribute(payload: StoredPayload): PayloadAttribute {
  return 'inline' in payload ? JSON.stringify(payload.inline) : { key: payload.key, sizeBytes: payload.sizeBytes };
}

function storedPayload(attribute: PayloadAttribute): StoredPayload {
  return typeof attribute === 'string' ? { inline: JSON.parse(attribute) as JsonValue } : attribute;
}

/** The item of a new job. */
export function toItem(job: JobRecord): Item {
  const { input, result, tags, attempts, ...rest } = job;
  const attributes: JobAttributes = {
    ...rest,
    input: payloadAttribute(input),
    ...(result && { result: payloadAttribute(result) }),
    ...(Object.keys(tags).length > 0 && { tags }),
    ...(attempts.length > 0 && { attempts }),
    ...(job.dueAt !== undefined && { dueShard: dueShardOf(job.jobId) }),
    ownerShard: ownerShardOf(job.jobId, job.owner),
    expiresAt: expiresAtOf(job),
  };
  return marshall(attributes, { removeUndefinedValues: true });
}

export function fromItem(item: Item): StoredJob {
  const {
    input,
    result,
    tags = {},
    attempts = [],
    previousStatus,
    previousUpdatedAt,
    dueShard: _dueShard,
    ownerShard: _ownerShard,
    failureShard: _failureShard,
    failedAt: _failedAt,
    expiresAt: _expiresAt,
    ...rest
  } = unmarshall(item) as JobAttributes;
  return {
    job: {
      ...rest,
      tags,
      attempts,
      input: storedPayload(input),
      ...(result !== undefined && { result: storedPayload(result) }),
    },
    ...(previousStatus !== undefined &&
      previousUpdatedAt !== undefined && { before: { status: previousStatus, updatedAt: previousUpdatedAt } }),
  };
}

/** DynamoDB deletes an item up to days after its time; until then it must not be seen. */
export function isExpired(item: Item, now: number): boolean {
  return Number(item['expiresAt']?.N) <= toSeconds(now);
}
