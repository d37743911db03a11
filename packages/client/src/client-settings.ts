import type { ClientOptions } from './client.ts';
import { systemClock } from './clock.ts';
import { InvalidClientOptionsError } from './errors.ts';
import type { ApiSettings } from './http/call-api.ts';
import type { WebSocketConstructor } from './push/open-socket.ts';

export interface ClientSettings extends ApiSettings {
  readonly WebSocket: WebSocketConstructor | undefined;
}

const DEFAULT_TRIES = 6;
const DEFAULT_TIMEOUT_MS = 60_000;

/**
 * Fills in the defaults. What fetch would refuse is refused here, since fetch quotes it, and it may be a secret.
 * @throws {InvalidClientOptionsError}
 */
export function clientSettings(options: ClientOptions): ClientSettings {
  const { tries = DEFAULT_TRIES, timeoutMs = DEFAULT_TIMEOUT_MS } = options;
  const url = URL.canParse(options.baseUrl) ? new URL(options.baseUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new InvalidClientOptionsError('baseUrl must be an http or https URL, without user, query and fragment');
  }
  if (!/^[\x21-\x7e]+$/.test(options.apiKey)) {
    throw new InvalidClientOptionsError('apiKey must be visible ASCII characters, without spaces');
  }
  if (!(tries >= 1) || !(timeoutMs > 0)) {
    throw new InvalidClientOptionsError('tries must be at least 1, and timeoutMs more than 0');
  }
  return {
    baseUrl: url.href.replace(/\/+$/, ''),
    apiKey: options.apiKey,
    tries,
    timeoutMs,
    // Looked up with each call, as a page's own code would.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    WebSocket: options.WebSocket === false ? undefined : (options.WebSocket ?? findWebSocket()),
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
  };
}

const findWebSocket = () => (globalThis as { readonly WebSocket?: WebSocketConstructor }).WebSocket;
