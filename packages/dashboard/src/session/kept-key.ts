const KEY = 'job-queue.api-key';
const BASE_URL = 'job-queue.base-url';
const SIGNED_OUT = 'job-queue.signed-out';

export interface Credentials {
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** The key of this tab, kept as long as the tab lives and nowhere else. */
export function createKeptKey(storage: Storage) {
  return {
    read(): Credentials | undefined {
      const [baseUrl, apiKey] = [storage.getItem(BASE_URL), storage.getItem(KEY)];
      return baseUrl !== null && apiKey !== null ? { baseUrl, apiKey } : undefined;
    },
    keep({ baseUrl, apiKey }: Credentials): void {
      storage.setItem(BASE_URL, baseUrl);
      storage.setItem(KEY, apiKey);
      storage.removeItem(SIGNED_OUT);
    },
    forget(): void {
      storage.removeItem(KEY);
      storage.setItem(SIGNED_OUT, 'true');
    },
    /** Whoever has signed out is not signed in again by `config.json`. */
    hasSignedOut: () => storage.getItem(SIGNED_OUT) !== null,
  };
}
