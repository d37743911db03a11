import { createHash, randomBytes } from 'node:crypto';
import { OWNER_PATTERN, SCOPES, type Scope } from '@jobs/shared-contracts';
import { UsageError } from '../errors.ts';

/** An API key as the table holds it, in DynamoDB's JSON: `createdAt` and `revokedAt` in milliseconds, `expiresAt` in seconds. */
export interface ApiKeyItem {
  readonly keyHash: { readonly S: string };
  readonly owner: { readonly S: string };
  readonly scopes: { readonly L: { readonly S: string }[] };
  readonly createdAt: { readonly N: string };
  readonly expiresAt?: { readonly N: string };
  readonly revokedAt?: { readonly N: string };
}

export interface NewApiKey {
  readonly owner: string;
  readonly scopes: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Without it the key never expires. */
  readonly lifeSeconds?: number | undefined;
}

const isScope = (value: string): value is Scope => (SCOPES as readonly string[]).includes(value);

/**
 * A new key of 256 random bits, and what the table is to know of it: never the key itself.
 * @throws {UsageError} for what can be no owner, or is no scope
 */
export function newApiKey({ owner, scopes, now, lifeSeconds }: NewApiKey): { apiKey: string; item: ApiKeyItem } {
  if (!new RegExp(OWNER_PATTERN).test(owner)) {
    throw new UsageError(`"${owner}" can be no owner: use lower case letters, digits, "_" and "-", at most 64`);
  }
  const unknown = scopes.find((scope) => !isScope(scope));
  if (unknown !== undefined || scopes.length === 0) {
    throw new UsageError(`"${unknown ?? ''}" is no scope: there are ${SCOPES.join(', ')}`);
  }
  const apiKey = `jobs_${randomBytes(32).toString('base64url')}`;
  const item: ApiKeyItem = {
    keyHash: { S: createHash('sha256').update(apiKey).digest('hex') },
    owner: { S: owner },
    scopes: { L: scopes.map((scope) => ({ S: scope })) },
    createdAt: { N: String(now) },
    ...(lifeSeconds !== undefined && { expiresAt: { N: String(Math.floor(now / 1000) + lifeSeconds) } }),
  };
  return { apiKey, item };
}
