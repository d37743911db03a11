import { OWNER_PATTERN, SCOPES, type Scope } from '@jobs/shared-contracts';

/** Whom the request comes from. */
export interface Identity {
  readonly owner: string;
  readonly scopes: readonly Scope[];
  /** The beginning of the key's SHA-256: which of the owner's keys it is. */
  readonly keyId?: string;
}

/**
 * What the authorizer tells the functions. API Gateway passes strings on unchanged, so everything is one.
 *
 * An unknown key is let through with `authenticated: 'false'`, and the function answers 401: what an HTTP API itself
 * answers when its authorizer refuses is a bare `403 {"message":"Forbidden"}`, which can't be changed.
 */
export type AuthorizerContext =
  | { readonly authenticated: 'true'; readonly owner: string; readonly scopes: string; readonly keyId?: string }
  | { readonly authenticated: 'false'; readonly reason: 'malformed' | 'unknown' | 'revoked' | 'expired' };

export function authorizerContextOf({ owner, scopes, keyId }: Identity): AuthorizerContext {
  return { authenticated: 'true', owner, scopes: scopes.join(' '), ...(keyId !== undefined && { keyId }) };
}

const KEY_ID = /^[0-9a-f]{16}$/;

const ownerPattern = new RegExp(OWNER_PATTERN);

const isScope = (value: string): value is Scope => (SCOPES as readonly string[]).includes(value);

/**
 * Reads the context back. Fails closed: anything but the exact context of a good key is nobody, so that a route wired
 * without the authorizer lets nobody in.
 */
export function identityOf(context: unknown): Identity | undefined {
  if (typeof context !== 'object' || context === null) return undefined;
  const { authenticated, owner, scopes, keyId } = context as Record<string, unknown>;
  if (authenticated !== 'true' || typeof owner !== 'string' || typeof scopes !== 'string') return undefined;
  if (!ownerPattern.test(owner)) return undefined;
  return {
    owner,
    scopes: scopes.split(' ').filter(isScope),
    ...(typeof keyId === 'string' && KEY_ID.test(keyId) && { keyId }),
  };
}
