import { signal, type ReadonlySignal } from '@preact/signals';

/** Whether the API answers. Told by every request of the page. */
export interface Connection {
  readonly state: ReadonlySignal<'connected' | 'lost'>;
  /** How often it has come back: what follows something begins anew with each. */
  readonly recoveries: ReadonlySignal<number>;
  /** `fetch`, with an eye on how it goes. */
  readonly fetch: typeof fetch;
}

/** What a gateway or a proxy says while the API behind it is away. */
const AWAY = new Set([502, 503, 504]);

export const isAway = (status: number): boolean => AWAY.has(status);

export function createConnection(send: typeof fetch): Connection {
  const state = signal<'connected' | 'lost'>('connected');
  const recoveries = signal(0);

  const isUp = () => {
    if (state.value === 'connected') return;
    state.value = 'connected';
    recoveries.value += 1;
  };

  return {
    state,
    recoveries,
    async fetch(input, init) {
      try {
        const response = await send(input, init);
        if (isAway(response.status)) state.value = 'lost';
        else isUp();
        return response;
      } catch (error) {
        if (!isGivenUp(init?.signal)) state.value = 'lost';
        throw error;
      }
    },
  };
}

/** By the page itself, which says nothing of the network; time that has run out does. */
function isGivenUp(ended: AbortSignal | null | undefined): boolean {
  return ended?.aborted === true && (ended.reason as { name?: unknown } | undefined)?.name !== 'TimeoutError';
}
