import { randomBytes } from 'node:crypto';
import type * as dynamoDb from '@aws-sdk/client-dynamodb';
import { auditExpiryOf, auditKeyOf, type AuditAction } from '@jobs/shared-contracts';
import { shortHash } from './describe-key.ts';

export interface KeyChange {
  readonly action: Extract<AuditAction, `api-key.${string}`>;
  readonly keyHash: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Puts an item into the table of who did what. */
export type PutEntry = (item: Record<string, dynamoDb.AttributeValue>) => Promise<unknown>;

/**
 * Changes a key, and leaves a trace of it: before, so that what can't be written down is not done, and afterwards. Who it
 * was is what the machine says; AWS knows whose credentials they were.
 */
export async function auditedChange(
  put: PutEntry,
  user: string | undefined,
  { action, keyHash, at }: KeyChange,
  change: () => Promise<void>,
): Promise<void> {
  const place = { id: randomBytes(16).toString('hex'), at };
  const { month, entry } = auditKeyOf(place);
  const item = (outcome: 'begun' | 'done') => ({
    month: { S: month },
    entry: { S: entry },
    id: { S: place.id },
    at: { N: String(at) },
    action: { S: action },
    actor: { S: user ? `cli:${user}` : 'aws-principal' },
    target: { S: shortHash(keyHash) },
    outcome: { S: outcome },
    expiresAt: { N: String(auditExpiryOf(place)) },
  });
  await put(item('begun'));
  await change();
  await put(item('done'));
}
