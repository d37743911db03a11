import { createHash, randomBytes } from 'node:crypto';

/** What may be a key at all: nothing else is looked up. */
const API_KEY = /^[\x21-\x7E]{8,200}$/;

export const isApiKey = (value: string | undefined): value is string => value !== undefined && API_KEY.test(value);

/**
 * Keys are high in entropy, so a plain SHA-256 can't be reversed, and it can be looked up by. That look-up is the only
 * comparison: how long it takes can tell of hashes, and nobody can make a key to a hash. So none needs constant time.
 */
export function hashApiKey(apiKey: string): string {
  return createHash('sha256').update(apiKey).digest('hex');
}

/** So many digits of a hash tell any keys apart; the command line shows as many. */
export const keyIdOf = (keyHash: string): string => keyHash.slice(0, 16);

/** A new key of 256 random bits. The prefix lets secret scanners recognise one. */
export function createApiKey(): string {
  return `jobs_${randomBytes(32).toString('base64url')}`;
}
