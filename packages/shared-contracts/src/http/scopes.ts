/** What an API key may do. `admin` may do everything of its owner. */
export const SCOPES = ['jobs:read', 'jobs:write', 'webhooks:manage', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** Whether a key with these scopes may do what needs `needed`. */
export function permits(scopes: readonly Scope[], needed: Scope): boolean {
  return scopes.includes(needed) || scopes.includes('admin');
}

/** An owner's name: lower case, as it appears in storage keys. */
export const OWNER_PATTERN = '^[a-z0-9][a-z0-9_-]{0,63}$';
