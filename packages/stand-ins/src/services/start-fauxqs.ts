import type { AddressInfo } from 'node:net';
import { buildApp } from 'fauxqs';
import type { Credentials } from '../client-settings.ts';
import type { RunningService } from '../running-service.ts';
import { returnMessagesOfAbortedPolls } from './aborted-polls.ts';
import { allowLocalPages } from './cross-origin.ts';
import type { FauxqsApp } from './fauxqs-app.ts';
import { keepObjects, restoreObjects } from './kept-objects.ts';
import { moveMessagesOnRequest } from './message-move-tasks.ts';
import { keepObjectTags } from './object-tags.ts';
import { refuseInvalidPresignedUrls } from './presigned-urls.ts';

/** As much as one PUT to S3 takes in this system; fauxqs itself stops at 11 MiB. */
const OBJECT_LIMIT_BYTES = 1024 * 1024 * 1024;

export interface FauxqsOptions {
  readonly port: number;
  readonly credentials: Credentials;
  /** Where S3's objects are kept from one start to the next; in memory only without it. */
  readonly objectDirectory?: string;
}

/** SQS, SNS and S3 in this process, on loopback only, with hooks for what fauxqs lacks. */
export async function startFauxqs(options: FauxqsOptions): Promise<RunningService & { restore(): Promise<void> }> {
  const app = buildApp({ logger: false });
  takeObjectsOfAnySize(app);
  serveRequestedDisposition(app);
  // Before signatures are looked at: a preflight has the URL of another method.
  allowLocalPages(app);
  refuseInvalidPresignedUrls(app, options.credentials);
  returnMessagesOfAbortedPolls(app);
  moveMessagesOnRequest(app);
  keepObjectTags(app);
  const untilObjectsAreKept = options.objectDirectory ? keepObjects(app, options.objectDirectory) : undefined;
  await app.listen({ host: '127.0.0.1', port: options.port });
  const { port } = app.server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    restore: async () => {
      if (options.objectDirectory) await restoreObjects(app, options.objectDirectory);
    },
    stop: async () => {
      await untilObjectsAreKept?.();
      await app.close();
    },
  };
}

/** Large objects, and empty ones: a PUT without a body makes fauxqs fail. */
function takeObjectsOfAnySize(app: FauxqsApp): void {
  app.removeContentTypeParser('*');
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: OBJECT_LIMIT_BYTES }, (_request, body, done) =>
    done(null, body),
  );
  app.addHook('preHandler', async (request) => {
    if (request.method === 'PUT') request.body ??= Buffer.alloc(0);
  });
}

/** A presigned download names the file it is saved as; fauxqs takes the parameter and ignores it. */
function serveRequestedDisposition(app: FauxqsApp): void {
  app.addHook('onSend', (request, reply, _payload, done) => {
    const { 'response-content-disposition': disposition } = request.query as Record<string, string | undefined>;
    if (disposition && request.method === 'GET') reply.header('content-disposition', disposition);
    done();
  });
}
