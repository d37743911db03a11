import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Credentials } from '../client-settings.ts';
import type { FauxqsApp } from './fauxqs-app.ts';

/**
 * fauxqs serves every presigned URL. S3 checks the signature, which covers the headers that it names (such as the
 * length of an upload), and the time until which it is valid: so does this.
 */
export function refuseInvalidPresignedUrls(app: FauxqsApp, credentials: Credentials): void {
  app.addHook('onRequest', (request, reply, done) => {
    const url = new URL(request.raw.url ?? '/', 'http://127.0.0.1');
    const isPresigned = url.searchParams.has('X-Amz-Signature');
    const refusal = isPresigned && refuse(request.method, url, request.headers, credentials);
    // The file is not read: the connection could not be used again.
    if (refusal) void reply.code(403).type('application/xml').header('connection', 'close').send(errorOf(refusal));
    else done();
  });
}

interface Refusal {
  readonly code: string;
  readonly message: string;
}

function refuse(method: string, url: URL, headers: IncomingHttpHeaders, credentials: Credentials): Refusal | undefined {
  const signedAt = parseBasicTime(url.searchParams.get('X-Amz-Date') ?? '');
  const validSeconds = Number(url.searchParams.get('X-Amz-Expires'));
  if (!(Date.now() <= signedAt + validSeconds * 1000)) return { code: 'AccessDenied', message: 'Request has expired' };
  const given = Buffer.from(url.searchParams.get('X-Amz-Signature') ?? '');
  const expected = Buffer.from(signatureOf(method, url, headers, credentials));
  if (given.length === expected.length && timingSafeEqual(given, expected)) return undefined;
  return { code: 'SignatureDoesNotMatch', message: 'The request signature we calculated does not match yours' };
}

/** `20261121T023000Z` as milliseconds since the epoch, or NaN. */
function parseBasicTime(time: string): number {
  return Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
function signatureOf(method: string, url: URL, headers: IncomingHttpHeaders, credentials: Credentials): string {
  const parameter = (name: string) => url.searchParams.get(name) ?? '';
  const signedHeaders = parameter('X-Amz-SignedHeaders');
  const canonicalQuery = [...url.searchParams]
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .toSorted()
    .join('&');
  const canonicalHeaders = signedHeaders.split(';').map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`);
  const canonicalRequest = [
    method,
    url.pathname,
    canonicalQuery,
    canonicalHeaders.join(''),
    signedHeaders,
    'UNSIGNED-PAYLOAD',
  ].join('\n');
  const [, ...scope] = parameter('X-Amz-Credential').split('/');
  const requestHash = createHash('sha256').update(canonicalRequest).digest('hex');
  const toSign = ['AWS4-HMAC-SHA256', parameter('X-Amz-Date'), scope.join('/'), requestHash].join('\n');
  const key = scope.reduce<string | Buffer>(
    (previous, part) => createHmac('sha256', previous).update(part).digest(),
    `AWS4${credentials.secretAccessKey}`,
  );
  return createHmac('sha256', key).update(toSign).digest('hex');
}

const encode = (value: string) =>
  encodeURIComponent(value).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const errorOf = ({ code, message }: Refusal) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message></Error>`;
