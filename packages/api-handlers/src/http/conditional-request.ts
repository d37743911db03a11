import { LIMITS } from '@jobs/shared-contracts';

/** The value of `If-None-Match`: nothing, anything, or some entity tags without `W/`, since it compares weakly. */
export type IfNoneMatch = { readonly any: boolean; readonly tags: ReadonlySet<string> };

const ENTITY_TAG = /(?:W\/)?("[\x21\x23-\x7E\x80-\xFF]*")/g;

/** https://www.rfc-editor.org/rfc/rfc9110#field.if-none-match. What is no entity tag is left out, as is a header that is too long. */
export function parseIfNoneMatch(header: string | undefined): IfNoneMatch {
  const value = header !== undefined && header.length <= LIMITS.headerCharacters ? header.trim() : '';
  return { any: value === '*', tags: new Set([...value.matchAll(ENTITY_TAG)].map((match) => match[1] ?? '')) };
}

export function matches(condition: IfNoneMatch, entityTag: string): boolean {
  return condition.any || condition.tags.has(entityTag.replace(/^W\//, ''));
}
