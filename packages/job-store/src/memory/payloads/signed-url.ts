import { createHmac, randomBytes } from 'node:crypto';

/** What a presigned URL allows: one request for one object. */
export interface Grant {
  readonly method: 'GET' | 'PUT';
  readonly key: string;
  /** What a PUT must send. */
  readonly headers: Readonly<Record<string, string>>;
  readonly fileName?: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

const secret = randomBytes(32);

const signatureOf = (path: string, grant: string) =>
  createHmac('sha256', secret).update(`${path}\0${grant}`).digest('hex');

export function signedUrl(origin: string, grant: Grant): string {
  const path = `/${grant.key}`;
  const text = JSON.stringify(grant);
  const query = new URLSearchParams({ grant: text, signature: signatureOf(path, text) });
  return `${origin}${path}?${query.toString()}`;
}

/** What the URL allows; undefined if it was not signed here for this path, or is over. */
export function grantOf(url: URL, now: number): Grant | undefined {
  const text = url.searchParams.get('grant') ?? '';
  if (url.searchParams.get('signature') !== signatureOf(url.pathname, text)) return undefined;
  const grant = JSON.parse(text) as Grant;
  return grant.expiresAt > now ? grant : undefined;
}
