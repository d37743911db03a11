import { once } from 'node:events';
import type { DeliveryError } from '@jobs/shared-contracts';
import type { WebhookNetwork } from '../webhooks/webhook-network.ts';
import { checkedAddress } from './checked-address.ts';
import { postToAddress, type WebhookAnswer } from './post-to-address.ts';

interface OutgoingWebhook {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type SendOutcome = WebhookAnswer | { readonly error: DeliveryError };

export type SendWebhook = (webhook: OutgoingWebhook) => Promise<SendOutcome>;

const HEADERS = { 'content-type': 'application/json', 'user-agent': 'job-queue-webhooks/1' };

/** Makes one try: resolves, checks, connects, sends, and takes the status. Never rejects, and ends within the time. */
export function createSendWebhook(network: WebhookNetwork, allowLoopback: boolean): SendWebhook {
  return async ({ url: text, headers, body }) => {
    const signal = AbortSignal.timeout(network.timeoutMs);
    try {
      const url = new URL(text);
      // A resolver that hangs can't be stopped, but it isn't waited for.
      const checked = await Promise.race([
        checkedAddress(url, { resolve: network.resolve, allowLoopback }),
        once(signal, 'abort').then(() => ({ error: 'timed-out' as const })),
      ]);
      if ('error' in checked) return checked;
      return await postToAddress(
        { url, address: checked.address, headers: { ...HEADERS, ...headers }, body },
        network,
        signal,
      );
    } catch (error) {
      return { error: errorOf(error, signal) };
    }
  };
}

function errorOf(error: unknown, signal: AbortSignal): DeliveryError {
  if (signal.aborted) return 'timed-out';
  const { code } = error as NodeJS.ErrnoException;
  return code?.startsWith('HPE_') ? 'malformed-answer' : 'connection-failed';
}
