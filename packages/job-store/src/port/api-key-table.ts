import type { Scope } from '@jobs/shared-contracts';

export interface ApiKeyRecord {
  /** SHA-256 of the key, in hexadecimal. */
  readonly keyHash: string;
  readonly owner: string;
  readonly scopes: readonly Scope[];
  /** Milliseconds since the epoch, as all times here. */
  readonly createdAt: number;
  /** From then on the key opens nothing, and the table may forget it. In whole seconds: what is beyond is cut off. */
  readonly expiresAt?: number;
  /** Since when the key opens nothing, whatever its expiry. */
  readonly revokedAt?: number;
}

/** An owner may have several keys at once, so that one can be replaced without a gap. */
export interface ApiKeyTable {
  /** The key as it was put, also when it is expired or revoked: what that means is for the caller to judge. */
  findApiKey(keyHash: string): Promise<ApiKeyRecord | undefined>;
  putApiKey(record: ApiKeyRecord): Promise<void>;
}
