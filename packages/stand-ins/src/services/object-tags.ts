import type { FauxqsApp } from './fauxqs-app.ts';

const pathOf = (url = '/') => decodeURIComponent(url.split('?')[0] ?? '/');

/**
 * Keeps objects' tags, which fauxqs takes and forgets, and adds `GetObjectTagging`. They are in memory only: nothing here
 * goes by them, but tests look at what a bucket's lifecycle would.
 */
export function keepObjectTags(app: FauxqsApp): void {
  const tagsOf = new Map<string, string>();
  app.addHook('onResponse', (request, reply, done) => {
    const { partNumber } = request.query as Record<string, string | undefined>;
    const begins = request.method === 'PUT' || (request.method === 'POST' && request.raw.url?.includes('?uploads'));
    if (begins && partNumber === undefined && reply.statusCode < 300) {
      tagsOf.set(pathOf(request.raw.url), String(request.headers['x-amz-tagging'] ?? ''));
    }
    done();
  });
  app.addHook('preHandler', async (request, reply) => {
    const isAsked = request.method === 'GET' && 'tagging' in (request.query as Record<string, unknown>);
    if (!isAsked) return;
    const tags = [...new URLSearchParams(tagsOf.get(pathOf(request.raw.url)) ?? '')];
    const set = tags.map(([key, value]) => `<Tag><Key>${escape(key)}</Key><Value>${escape(value)}</Value></Tag>`);
    await reply.type('application/xml').send(`<Tagging><TagSet>${set.join('')}</TagSet></Tagging>`);
  });
}

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
