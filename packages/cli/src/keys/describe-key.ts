import { createHash } from 'node:crypto';
import type { ApiKeyItem } from './new-api-key.ts';

/** So many digits of a hash are shown, and tell any keys apart. */
const SHOWN_DIGITS = 16;

export const shortHash = (keyHash: string): string => keyHash.slice(0, SHOWN_DIGITS);

/** The same of a key that is at hand. */
export const shortHashOf = (apiKey: string): string => shortHash(createHash('sha256').update(apiKey).digest('hex'));

/** What is known of a key, as JSON tells it: never the key. */
export interface KeyView {
  readonly keyHash: string;
  readonly owner: string;
  readonly scopes: readonly string[];
  readonly createdAt: string;
  readonly expiresAt?: string;
  readonly revokedAt?: string;
  readonly state: 'good' | 'expired' | 'revoked';
}

export function viewOf({ keyHash, owner, scopes, createdAt, ...ends }: ApiKeyItem, now: number): KeyView {
  const expiresAt = ends.expiresAt && Number(ends.expiresAt.N) * 1000;
  const isExpired = expiresAt !== undefined && expiresAt <= now;
  return {
    keyHash: keyHash.S,
    owner: owner.S,
    scopes: scopes.L.map(({ S }) => S),
    createdAt: timeOf(Number(createdAt.N)),
    ...(expiresAt !== undefined && { expiresAt: timeOf(expiresAt) }),
    ...(ends.revokedAt && { revokedAt: timeOf(Number(ends.revokedAt.N)) }),
    state: ends.revokedAt ? 'revoked' : isExpired ? 'expired' : 'good',
  };
}

const timeOf = (time: number) => new Date(time).toISOString();

/** `good until 2026-11-06` */
export function stateOf({ state, expiresAt, revokedAt }: KeyView): string {
  if (state === 'revoked') return `revoked ${dayOf(revokedAt)}`;
  if (expiresAt === undefined) return 'good';
  return state === 'expired' ? `expired ${dayOf(expiresAt)}` : `good until ${dayOf(expiresAt)}`;
}

export const dayOf = (time = ''): string => time.slice(0, 10);
