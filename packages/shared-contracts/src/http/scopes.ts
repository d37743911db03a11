/**
 * What an API key may do. `admin` may do everything of its owner. `operator` sees and acts on the jobs of all owners:
 * none of the others includes it, and it includes none of them.
 */
export const SCOPES = ['jobs:read', 'jobs:write', 'webhooks:manage', 'admin', 'operator'] as const;
export type Scope = (typeof SCOPES)[number];

/** Whether a key with these scopes may do what needs `needed`. */
export function permits(scopes: readonly Scope[], needed: Scope): boolean {
  return scopes.includes(needed) || (needed !== 'operator' && scopes.includes('admin'));
}

/** An owner's name: lower case, as it appears in storage keys. */
export const OWNER_PATTERN = '^[a-z0-9][a-z0-9_-]{0,63}$';
