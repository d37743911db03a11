import { useEffect, useRef, useState } from 'preact/hooks';
import { isLostConnection } from '../api/error-message.ts';
import { connection, endIfRevoked } from '../session/session.ts';
import { startPolling } from './start-polling.ts';

/** For what does not change: the longest pause that a browser knows. */
export const ONCE_MS = 2 ** 31 - 1;

export interface Polled<T> {
  /** The last that was read: it stays while the connection is lost. */
  readonly value: T | undefined;
  readonly error: unknown;
  /** Reads at once. */
  readonly refresh: () => void;
}

/**
 * Reads again and again while the component is there; anew when `key` changes, and when the connection comes back.
 * `everyMs` may depend on what was read last.
 */
export function usePolled<T>(
  key: string,
  everyMs: number | ((last: T | undefined) => number),
  read: (signal: AbortSignal) => Promise<T>,
): Polled<T> {
  const [state, setState] = useState<{ readonly key: string; readonly value?: T; readonly error?: unknown }>({ key });
  const [asked, setAsked] = useState(0);
  const latestRead = useRef(read);
  latestRead.current = read;
  const recoveries = connection.recoveries.value;
  const isCurrent = state.key === key;
  const value = isCurrent ? state.value : undefined;
  const pauseMs = typeof everyMs === 'number' ? everyMs : everyMs(value);

  useEffect(
    () =>
      startPolling(async (signal) => {
        try {
          const latest = await latestRead.current(signal);
          if (!signal.aborted) setState({ key, value: latest });
        } catch (error) {
          if (signal.aborted) return;
          endIfRevoked(error);
          // The banner tells of a lost connection.
          if (!isLostConnection(error)) setState((last) => (last.key === key ? { ...last, error } : { key, error }));
        }
      }, pauseMs),
    [key, pauseMs, asked, recoveries],
  );

  return {
    value,
    error: isCurrent ? state.error : undefined,
    refresh: () => setAsked((count) => count + 1),
  };
}
