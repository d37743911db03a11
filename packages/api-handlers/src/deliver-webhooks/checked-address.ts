import { isIP, isIPv4 } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from '../webhooks/public-address.ts';
import { faultOfWebhookUrl, hostOf } from '../webhooks/webhook-url.ts';

export type CheckedAddress = { readonly address: string } | { readonly error: 'name-not-resolved' | 'address-refused' };

export interface AddressRules {
  readonly resolve: (host: string) => Promise<readonly string[]>;
  readonly allowLoopback: boolean;
}

const REFUSED = { error: 'address-refused' } as const;

/**
 * The address to connect to. Every address of the name must be allowed, since whoever owns the name decides which of
 * them comes first; and nobody resolves the name again afterwards, since the answer may be another then.
 */
export async function checkedAddress(url: URL, { resolve, allowLoopback }: AddressRules): Promise<CheckedAddress> {
  if (faultOfWebhookUrl(url.href, allowLoopback) !== undefined) return REFUSED;
  const host = hostOf(url);
  const addresses = isIP(host) ? [host] : await resolve(host).catch(() => []);
  // A Lambda function outside of a VPC has no way out by IPv6.
  const address = addresses.find((candidate) => isIPv4(candidate)) ?? addresses[0];
  if (address === undefined) return { error: 'name-not-resolved' };
  if (allowLoopback && addresses.every(isLoopbackAddress)) return { address };
  const isStrict = faultOfWebhookUrl(url.href, false) === undefined;
  return isStrict && addresses.every(isPublicAddress) ? { address } : REFUSED;
}
