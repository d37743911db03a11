import { isIP } from 'node:net';
import { isLoopbackAddress, isPublicAddress } from './public-address.ts';

/** The host of a URL as a resolver or a socket wants it: an IPv6 address without its brackets. */
export const hostOf = (url: URL) => url.hostname.replace(/^\[(.*)\]$/, '$1');

const isLoopbackHost = (host: string) => host === 'localhost' || isLoopbackAddress(host);

/**
 * What is wrong with a webhook's URL, as far as it tells by itself; the name's addresses are looked at each time that
 * something is sent. `allowLoopback` lets a receiver on this machine be reached, also by http and on any port.
 */
export function faultOfWebhookUrl(text: string, allowLoopback: boolean): string | undefined {
  if (!URL.canParse(text)) return 'must be an absolute URL';
  const url = new URL(text);
  const host = hostOf(url);
  if (url.username !== '' || url.password !== '') return 'must hold no credentials';
  if (allowLoopback && isLoopbackHost(host) && ['http:', 'https:'].includes(url.protocol)) return undefined;
  if (url.protocol !== 'https:') return 'must be an https URL';
  // What listens on other ports of a public host is rarely meant to be called by strangers.
  if (url.port !== '') return 'must use port 443';
  if (isIP(host) ? !isPublicAddress(host) : !host.includes('.')) return 'must lead to a public address';
  return undefined;
}
