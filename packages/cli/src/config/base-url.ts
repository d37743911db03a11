import { UsageError } from '../errors.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * The URL without a slash at its end.
 * @throws {UsageError} when it is none, or would show the key to the network
 */
export function checkBaseUrl(text: string, insecureHttp: boolean): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.username || url.password || url.search || url.hash) {
    throw new UsageError('The base URL must be like https://api.example.com, without user, query and fragment.');
  }
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname) && !insecureHttp) {
    throw new UsageError(
      `${url.host} by http would show your key to the network: use https, or say --insecure-http if that is all right.`,
    );
  }
  return url.href.replace(/\/+$/, '').replace(/\/v1$/, '');
}
