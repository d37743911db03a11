import { describe, expect, test } from '@jest/globals';
import type { GatewayRequest } from '../gateway/gateway-request.ts';
import { createDashboard } from './serve-dashboard.ts';

const FILES = { 'index.html': '<!doctype html>', 'assets/app-ABC.js': 'start()', 'favicon.svg': '<svg/>' };

const serve = createDashboard({
  files: new Map(Object.entries(FILES).map(([path, text]) => [path, Buffer.from(text)])),
  apiKey: 'local-key',
  connectTo: () => ['http://127.0.0.1:4567', 'ws://127.0.0.1:3000'],
});

const request = (path: string, { method = 'GET', host = '127.0.0.1:3000' } = {}): GatewayRequest => ({
  method,
  target: path,
  path,
  rawQueryString: '',
  protocol: 'HTTP/1.1',
  sourceIp: '127.0.0.1',
  headers: { host },
  cookies: [],
  body: Buffer.alloc(0),
});

describe('the dashboard', () => {
  test('is the page at /, with its files beside it, and nothing else', () => {
    expect(serve(request('/'))?.body.toString()).toBe('<!doctype html>');
    expect(serve(request('/assets/app-ABC.js'))?.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(serve(request('/favicon.svg'))?.headers['content-type']).toBe('image/svg+xml');
    for (const path of ['/v1/jobs', '/nothing', '/assets/', '/__proto__']) expect(serve(request(path))).toBeUndefined();
    expect(serve(request('/', { method: 'POST' }))).toBeUndefined();
  });

  test('answers HEAD without a body', () => {
    const answer = serve(request('/', { method: 'HEAD' }));
    expect([answer?.statusCode, answer?.body.length]).toEqual([200, 0]);
  });

  test('may be kept only where a name never means another content', () => {
    expect(serve(request('/assets/app-ABC.js'))?.headers['cache-control']).toContain('immutable');
    expect(serve(request('/'))?.headers['cache-control']).toBe('no-store');
    expect(serve(request('/config.json'))?.headers['cache-control']).toBe('no-store');
  });

  test('runs no script but its own, and calls nothing but this machine', () => {
    const policy = serve(request('/'))?.headers['content-security-policy'];
    expect(policy).toContain("default-src 'self';");
    expect(policy).toContain("connect-src 'self' http://127.0.0.1:4567 ws://127.0.0.1:3000;");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*/);
  });

  test.each(['127.0.0.1:3000', 'localhost:3000', 'LOCALHOST', '[::1]:3000'])('signs in whoever asks %s', (host) => {
    expect(serve(request('/config.json', { host }))?.body.toString()).toBe('{"apiKey":"local-key"}');
  });

  test.each(['evil.example:3000', 'localhost.evil.example', '127.0.0.1.evil.example:3000', '192.168.0.7:3000', ''])(
    'gives its key to no page that came here by the name "%s"',
    (host) => {
      expect(serve(request('/config.json', { host }))).toBeUndefined();
    },
  );
});
