import { effect } from '@preact/signals';
import { connection, sessionState } from '../session/session.ts';
import { startPolling } from './start-polling.ts';

const PROBE_EVERY_MS = 2000;

/** Asks again and again while the connection is lost, so that the page knows soon when it is back. */
export function watchConnection(): void {
  let stop: (() => void) | undefined;
  effect(() => {
    const state = sessionState.value;
    stop?.();
    stop = undefined;
    if (connection.state.value !== 'lost' || state.is !== 'signed-in') return;
    const probe = async (signal: AbortSignal) => {
      // Whatever it is answered, the connection has seen it.
      await state.session.probe(signal).catch(() => {});
    };
    stop = startPolling(probe, PROBE_EVERY_MS);
  });
}
