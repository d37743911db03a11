/** What `config.json` beside the page may say. */
export interface PageConfig {
  /** Of the API, without `/v1`: where the page comes from, unless it says so. */
  readonly baseUrl: string;
  /** Signs the page in by itself. Only the local stack serves one, to nobody but this machine. */
  readonly apiKey?: string;
}

/** Reads `config.json`. What is missing, malformed or not there at all is as if it said nothing. */
export async function readPageConfig(fetchPage: typeof fetch, origin: string): Promise<PageConfig> {
  try {
    const response = await fetchPage('config.json', { cache: 'no-store' });
    return response.ok ? parsePageConfig(await response.json(), origin) : { baseUrl: origin };
  } catch {
    return { baseUrl: origin };
  }
}

export function parsePageConfig(content: unknown, origin: string): PageConfig {
  const { baseUrl, apiKey } = Object(content) as { readonly baseUrl?: unknown; readonly apiKey?: unknown };
  return {
    baseUrl: typeof baseUrl === 'string' && baseUrl !== '' ? baseUrl : origin,
    ...(typeof apiKey === 'string' && apiKey !== '' && { apiKey }),
  };
}
