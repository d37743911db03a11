import { startServer, type ReceivedRequest, type TestServer } from './http-server.ts';

/** What becomes of a request; after `lost-answer` it has been done, and nobody is told. */
export type Fault = 'none' | 'unavailable' | 'throttled' | 'lost-request' | 'lost-answer';

/** Stands before an API, and does to each request what is planned for it. */
export async function startFaultProxy(
  apiUrl: string,
  plan: (index: number, request: ReceivedRequest) => Fault,
): Promise<TestServer> {
  let index = 0;
  return startServer(async (request) => {
    const { method, path, headers, body } = request;
    const fault = plan(index, request);
    index += 1;
    if (fault === 'lost-request') return 'cut';
    if (fault === 'unavailable') return { status: 503, body: { message: 'Service Unavailable' } };
    if (fault === 'throttled')
      return { status: 429, headers: { 'retry-after': '0' }, body: { message: 'Too Many Requests' } };
    const sent = Object.entries(headers).filter(([name]) => !['host', 'connection', 'content-length'].includes(name));
    const answer = await fetch(`${apiUrl}${path}`, {
      method,
      headers: Object.fromEntries(sent.map(([name, value]) => [name, String(value)])),
      ...(body && { body }),
    });
    const text = await answer.text();
    if (fault === 'lost-answer') return 'cut';
    const kept = ['content-type', 'etag', 'retry-after', 'preference-applied'];
    const received = kept.flatMap((name) => {
      const value = answer.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    return { status: answer.status, headers: Object.fromEntries(received), body: text };
  });
}
