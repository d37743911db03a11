import { DASHBOARD_ASSETS } from '@jobs/bundler';
import type { GatewayAnswer } from '../gateway/gateway-answer.ts';
import type { GatewayRequest } from '../gateway/gateway-request.ts';

export interface DashboardSettings {
  /** The page's files by their paths. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What the page is signed in with by itself. */
  readonly apiKey: string | undefined;
  /** Origins that the page may call beside its own: where uploads go to, and the WebSocket. Asked with each request. */
  readonly connectTo: () => readonly string[];
}

/** Answers what is asked of the dashboard, and nothing else. */
export type ServeDashboard = (request: GatewayRequest) => GatewayAnswer | undefined;

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json',
};
const CONFIG = 'config.json';
/** As a browser sends it: names that only this machine answers to. Another's name that leads here is DNS rebinding. */
const LOOPBACK_HOST = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/** Serves the dashboard as CloudFront does, and what signs it in, which a page of another origin can't read. */
export function createDashboard({ files, apiKey, connectTo }: DashboardSettings): ServeDashboard {
  const config = new Map([[CONFIG, Buffer.from(JSON.stringify({ ...(apiKey !== undefined && { apiKey }) }))]]);
  const served = new Map([...files, ...config]);

  return function serveDashboard({ method, path, headers }) {
    if (method !== 'GET' && method !== 'HEAD') return undefined;
    const name = path === '/' ? 'index.html' : path.slice(1);
    const content = served.get(name);
    if (!content || (name === CONFIG && !LOOPBACK_HOST.test(headers['host'] ?? ''))) return undefined;
    return {
      statusCode: 200,
      headers: {
        'content-type': TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
        'cache-control': name.startsWith(`${DASHBOARD_ASSETS}/`) ? 'public, max-age=31536000, immutable' : 'no-store',
        ...securityHeaders(connectTo()),
      },
      body: method === 'HEAD' ? Buffer.alloc(0) : Buffer.from(content),
    };
  };
}

/** As infra/modules/dashboard has CloudFront send them. */
function securityHeaders(connectTo: readonly string[]) {
  const policy = [
    "default-src 'self'",
    ['connect-src', "'self'", ...connectTo].join(' '),
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}
