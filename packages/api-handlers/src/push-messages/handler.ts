import type { PushRequest } from '@jobs/shared-contracts';
import { RequestRefusedError } from '../errors.ts';
import { problemOf } from '../http/problem-response.ts';
import { openPushChannel } from '../push/push-endpoint.ts';
import type { WebSocketHandler } from '../push/websocket-event.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { PushMessagesConfig } from './load-config.ts';
import { readRequest } from './read-request.ts';
import type { Send } from './send.ts';
import { subscribeToJob } from './subscribe-to-job.ts';
import { subscribeToOwnJobs } from './subscribe-to-own-jobs.ts';

/**
 * All messages of clients, whatever their route. One function, so that it is warm for whichever comes. Its answers are
 * posted like all that is pushed: a route response is one frame, and a subscription is answered with two or more.
 */
export function createHandler(config: PushMessagesConfig, overrides: HandlerOverrides = {}): WebSocketHandler {
  const { store, logger, now, sleep } = openRuntimeWithStore(config, overrides);
  const channel = openPushChannel(config.pushEndpoint, overrides);
  const dependencies = { ...store, now, sleep };

  async function answer(connectionId: string, request: PushRequest, send: Send): Promise<void> {
    if (request.action === 'ping') return send({ type: 'pong' });
    const { action, ...topic } = request;
    if (action === 'unsubscribe') {
      await store.connections.unsubscribe(connectionId, topic);
      return send({ type: 'unsubscribed', ...topic });
    }
    if ('jobId' in topic) return subscribeToJob(dependencies, connectionId, topic.jobId, send);
    return subscribeToOwnJobs(dependencies, connectionId, send);
  }

  return async ({ body = '', requestContext: { connectionId, requestId } }) => {
    const log = logger.child({ operation: 'push-messages', requestId, connectionId });
    const send: Send = async (message) => {
      if ((await channel.post(connectionId, message)) === 'gone') await store.connections.closeConnection(connectionId);
    };
    const read = readRequest(body);
    try {
      if ('refusal' in read) throw read.refusal;
      await answer(connectionId, read.request, send);
      log.info({ action: read.request.action }, 'answered');
    } catch (error) {
      const problem = problemOf(error, { traceId: requestId });
      if (error instanceof RequestRefusedError) log.info({ code: problem.code }, 'refused');
      else log.error({ code: problem.code, err: error }, 'failed');
      await send({ type: 'error', problem, ...('json' in read && { request: read.json }) });
    }
    return { statusCode: 200 };
  };
}
