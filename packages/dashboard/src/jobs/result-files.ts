/** A file of a result, as the API delivers it. */
export interface LinkedFile {
  readonly url: string;
  readonly name: string;
  readonly sizeBytes: number;
}

const isFile = (value: object): value is LinkedFile =>
  'url' in value &&
  typeof value.url === 'string' &&
  // A result is what a handler made of strangers' files: no link of it may run anything.
  /^https?:\/\//.test(value.url) &&
  'name' in value &&
  typeof value.name === 'string' &&
  'sizeBytes' in value &&
  typeof value.sizeBytes === 'number';

/** The files that a result names, wherever in it. */
export function filesIn(result: unknown): readonly LinkedFile[] {
  if (typeof result !== 'object' || result === null) return [];
  if (isFile(result)) return [result];
  return Object.values(result).flatMap(filesIn);
}

/** The result without the URLs of its files, which are long, and secrets for as long as they work. */
export const withoutUrls = (result: unknown): string =>
  JSON.stringify(
    result,
    (_, value: unknown) => {
      if (typeof value !== 'object' || value === null || !isFile(value)) return value;
      const { url: __, ...rest } = value;
      return rest;
    },
    2,
  );
