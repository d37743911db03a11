export interface LocalApiKey {
  readonly owner: string;
  readonly key: string;
}

/** No secret: the stack listens on loopback only. */
export const DEFAULT_API_KEYS: readonly LocalApiKey[] = [{ owner: 'local', key: 'local-dev-key' }];

/** One for each job type and two more where the backlog is deep: a laptop's cores are few. */
export const DEFAULT_MAX_WORKERS = 6;
