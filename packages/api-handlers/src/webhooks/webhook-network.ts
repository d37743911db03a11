import { lookup } from 'node:dns/promises';
import { connect, type Socket } from 'node:net';

/** How receivers are reached. Tests put their own in its place. */
export interface WebhookNetwork {
  /** All addresses of a name, of both families. */
  readonly resolve: (host: string) => Promise<readonly string[]>;
  /** A connection to exactly this address. */
  readonly connect: (address: string, port: number) => Socket;
  /** Who may vouch for a receiver's certificate, besides those that Node.js trusts by default. */
  readonly certificateAuthority: string | undefined;
  /** For the whole of a try: resolving, connecting, sending, and the answer. */
  readonly timeoutMs: number;
}

export const INTERNET: WebhookNetwork = {
  resolve: async (host) => (await lookup(host, { all: true })).map(({ address }) => address),
  connect: (address, port) => connect({ host: address, port }),
  certificateAuthority: undefined,
  timeoutMs: 15_000,
};
