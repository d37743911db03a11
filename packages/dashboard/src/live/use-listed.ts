import { useEffect, useState } from 'preact/hooks';
import { endIfRevoked } from '../session/session.ts';
import { usePolled } from './use-polled.ts';

const EVERY_MS = 3000;

export interface ListPage<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string | undefined;
}

interface Listed<Item> {
  /** Undefined until the first page is there. */
  readonly items: readonly Item[] | undefined;
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly loadMore: () => Promise<void>;
  readonly refresh: () => void;
}

/** A list that goes on: its first page is read again and again, the others when somebody asks for more. */
export function useListed<Item extends { readonly id: string }>(
  key: string,
  readPage: (cursor: string | undefined, signal: AbortSignal) => Promise<ListPage<Item>>,
): Listed<Item> {
  const first = usePolled(key, EVERY_MS, (signal) => readPage(undefined, signal));
  const [more, setMore] = useState<ListPage<Item>>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    setMore(undefined);
    setError(undefined);
  }, [key]);

  const newest = first.value?.items;
  const shown = new Set(newest?.map(({ id }) => id));
  const nextCursor = more ? more.nextCursor : first.value?.nextCursor;
  return {
    // What has moved from the first page to a later one, or is on both, is shown once.
    items: newest && [...newest, ...(more?.items ?? []).filter(({ id }) => !shown.has(id))],
    error: error ?? first.error,
    hasMore: nextCursor !== undefined,
    async loadMore() {
      try {
        const page = await readPage(nextCursor, new AbortController().signal);
        setMore((last) => ({ ...page, items: [...(last?.items ?? []), ...page.items] }));
        setError(undefined);
      } catch (failure) {
        endIfRevoked(failure);
        setError(failure);
      }
    },
    refresh: first.refresh,
  };
}
