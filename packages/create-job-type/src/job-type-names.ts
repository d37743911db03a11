/** A job type's name as it is in code: `word-count` → `wordCount`. */
export const identifierOf = (name: string) =>
  name.replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** For people: `word-count` → `Word count`. */
export const titleOf = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`;
