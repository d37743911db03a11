import type { Scope } from '@jobs/shared-contracts';

export interface LocalApiKey {
  readonly owner: string;
  readonly key: string;
  /** Default: all. */
  readonly scopes?: readonly Scope[];
}

/** No secret: the stack listens on loopback only. */
export const DEFAULT_API_KEYS: readonly LocalApiKey[] = [{ owner: 'local', key: 'local-dev-key' }];

/** One for each job type and two more where the backlog is deep: a laptop's cores are few. */
export const DEFAULT_MAX_WORKERS = 6;

/** Where `npm start` serves the API unless it is told otherwise. */
export const DEFAULT_PORT = 3000;
