import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startFauxqs } from './start-fauxqs.ts';

let service: Awaited<ReturnType<typeof startFauxqs>>;
beforeAll(async () => {
  service = await startFauxqs({ port: 0, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });
});
afterAll(() => service.stop());

const preflight = (origin: string) =>
  fetch(`${service.endpoint}/payloads/uploads/a?X-Amz-Signature=0`, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' },
  });

describe('to pages, S3’s stand-in', () => {
  test.each(['http://127.0.0.1:3000', 'http://localhost:3000'])(
    'lets those of this machine upload: %s',
    async (origin) => {
      const { status, headers } = await preflight(origin);
      expect(status).toBe(200);
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      expect(headers.get('access-control-allow-methods')).toContain('PUT');
      expect(headers.get('access-control-allow-headers')).toBe('content-type');
    },
  );

  test('gives the others nothing to read', async () => {
    const { headers } = await preflight('https://evil.example');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  test('lets those of this machine read what it answers, refusals too', async () => {
    const origin = 'http://localhost:3000';
    const { status, headers } = await fetch(`${service.endpoint}/payloads/a?X-Amz-Signature=0`, {
      headers: { origin },
    });
    expect([status, headers.get('access-control-allow-origin')]).toEqual([403, origin]);
  });
});
