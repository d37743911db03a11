import type { ApiKeyTable } from '@jobs/job-store';
import { authorizerContextOf, type AuthorizerContext } from '../http/authorizer-context.ts';
import { hashApiKey, isApiKey, keyIdOf } from './api-keys.ts';

/**
 * Finds out whom a key belongs to at the time `now`. Why a key is refused is for the log: a caller is told the same of
 * all of them.
 */
export async function authorizeRequest(
  apiKeys: Pick<ApiKeyTable, 'findApiKey'>,
  apiKey: string | undefined,
  now: number,
): Promise<AuthorizerContext> {
  if (!isApiKey(apiKey)) return { authenticated: 'false', reason: 'malformed' };
  const record = await apiKeys.findApiKey(hashApiKey(apiKey));
  if (!record) return { authenticated: 'false', reason: 'unknown' };
  if (record.revokedAt !== undefined) return { authenticated: 'false', reason: 'revoked' };
  // The table's own deletion of expired keys comes days late.
  if (record.expiresAt !== undefined && record.expiresAt <= now) return { authenticated: 'false', reason: 'expired' };
  return authorizerContextOf({ ...record, keyId: keyIdOf(record.keyHash) });
}
