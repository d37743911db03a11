import type { InvokeFunction } from '../functions/invoke-function.ts';
import { HTTP_API_LIMITS } from './http-api-limits.ts';
import { authorizerEvent, type Invocation } from './proxy-event.ts';
import { withinTime } from '../within-time.ts';

export interface AuthorizerSettings {
  readonly functionName: string;
  /** The header that holds the caller's identity, in lower case. */
  readonly identityHeader: string;
  /** For how long a result is used again for the same identity. */
  readonly cacheMs: number;
}

export type Authorization =
  | { readonly outcome: 'allowed'; readonly context: unknown }
  | { readonly outcome: 'denied' }
  /** The identity source is missing or empty: the function is not asked. */
  | { readonly outcome: 'unidentified' }
  | { readonly outcome: 'failed' };

/** The most identities remembered at once; then the oldest go. */
const CACHED_IDENTITIES = 1000;

/** A Lambda authorizer with simple responses (payload format 2.0), its results cached by identity source. */
export function createAuthorizer(settings: AuthorizerSettings, invoke: InvokeFunction) {
  const cache = new Map<string, { readonly authorization: Authorization; readonly until: number }>();

  return async function authorizeRequest(invocation: Invocation): Promise<Authorization> {
    const identity = invocation.request.headers[settings.identityHeader];
    if (!identity) return { outcome: 'unidentified' };
    const cached = cache.get(identity);
    if (cached && cached.until > invocation.now) return cached.authorization;

    const event = authorizerEvent(invocation, identity);
    const answer = await withinTime(invoke(settings.functionName, event), HTTP_API_LIMITS.authorizerTimeoutMs);
    const authorization = answer.inTime && answer.value.ok ? readResult(answer.value.result) : FAILED;
    if (authorization.outcome !== 'failed') {
      cache.delete(identity);
      cache.set(identity, { authorization, until: invocation.now + settings.cacheMs });
      const oldest = cache.keys().next();
      if (cache.size > CACHED_IDENTITIES && !oldest.done) cache.delete(oldest.value);
    }
    return authorization;
  };
}

const FAILED: Authorization = { outcome: 'failed' };

function readResult(result: unknown): Authorization {
  if (typeof result !== 'object' || result === null || !('isAuthorized' in result)) return FAILED;
  if (typeof result.isAuthorized !== 'boolean') return FAILED;
  if (!result.isAuthorized) return { outcome: 'denied' };
  return { outcome: 'allowed', context: 'context' in result ? result.context : undefined };
}
