import type { FauxqsApp } from './fauxqs-app.ts';

/** Pages that this machine serves: what stands for `web_origins` here. */
const LOCAL_PAGE = /^https?:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/;

/** Local pages upload and download by presigned URLs, as infra/modules/job-store lets those of its origins. */
export function allowLocalPages(app: FauxqsApp): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { origin, 'access-control-request-method': wanted } = request.headers;
    const isLocal = origin !== undefined && LOCAL_PAGE.test(origin);
    if (isLocal) void reply.header('access-control-allow-origin', origin).header('vary', 'origin');
    if (!isLocal || request.method !== 'OPTIONS' || wanted === undefined) {
      done();
      return;
    }
    void reply
      .header('access-control-allow-methods', 'GET, HEAD, PUT')
      .header('access-control-allow-headers', 'content-type')
      .header('access-control-max-age', '3600')
      .code(200)
      .send();
  });
}
