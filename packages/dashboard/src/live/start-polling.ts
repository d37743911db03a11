/** What of the document says whether anybody looks. */
export type PageVisibility = Pick<Document, 'hidden' | 'addEventListener'>;

/**
 * Reads now, and again so long after each reading has ended; not while the page is hidden, and at once when it is seen
 * again. `read` deals with its own failures.
 * @returns stops it, and aborts the signal of a reading under way
 */
export function startPolling(
  read: (signal: AbortSignal) => Promise<void>,
  everyMs: number,
  page: PageVisibility = document,
): () => void {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isReading = false;

  const run = async () => {
    if (isReading || page.hidden || stop.signal.aborted) return;
    clearTimeout(timer);
    isReading = true;
    await read(stop.signal);
    isReading = false;
    if (!stop.signal.aborted) timer = setTimeout(() => void run(), everyMs);
  };

  page.addEventListener('visibilitychange', () => void run(), { signal: stop.signal });
  void run();
  return () => {
    stop.abort();
    clearTimeout(timer);
  };
}
