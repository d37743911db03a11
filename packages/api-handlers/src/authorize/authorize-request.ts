import type { ApiKeyTable } from '@jobs/job-store';
import { authorizerContextOf, type AuthorizerContext } from '../http/authorizer-context.ts';
import { hashApiKey, isApiKey } from './api-keys.ts';

/** Finds out whom a key belongs to. */
export async function authorizeRequest(
  apiKeys: Pick<ApiKeyTable, 'findApiKey'>,
  apiKey: string | undefined,
): Promise<AuthorizerContext> {
  if (!isApiKey(apiKey)) return { authenticated: 'false', reason: 'malformed' };
  const record = await apiKeys.findApiKey(hashApiKey(apiKey));
  if (!record) return { authenticated: 'false', reason: 'unknown' };
  if (record.revokedAt !== undefined) return { authenticated: 'false', reason: 'revoked' };
  return authorizerContextOf(record);
}
