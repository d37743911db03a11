import { PROBLEMS, problemTypeUri } from '../http/problems.ts';
import { PushMessage, PushRequest } from '../push/messages.ts';
import { JOB_EVENT_EXAMPLE } from './events-channel.ts';

const { subject: jobId, data: job } = JOB_EVENT_EXAMPLE;

/** What is sent over a WebSocket, both ways, one example of each kind. */
export const PUSH_EXAMPLES: {
  readonly requests: Readonly<Record<string, PushRequest>>;
  readonly messages: Readonly<Record<string, PushMessage>>;
} = {
  requests: {
    subscribe: { action: 'subscribe', jobId },
    subscribeToAll: { action: 'subscribe', jobs: 'mine' },
    unsubscribe: { action: 'unsubscribe', jobId },
    ping: { action: 'ping' },
  },
  messages: {
    subscribed: { type: 'subscribed', jobId },
    job: { type: 'job', job },
    unsubscribed: { type: 'unsubscribed', jobId },
    pong: { type: 'pong' },
    error: {
      type: 'error',
      problem: {
        type: problemTypeUri('job-not-found'),
        ...PROBLEMS['job-not-found'],
        code: 'job-not-found',
        detail: `There is no job ${jobId}`,
      },
      request: { action: 'subscribe', jobId },
    },
  },
};

const examplesOf = (examples: Readonly<Record<string, unknown>>) =>
  Object.entries(examples).map(([name, payload]) => ({ name, payload }));

const BY_TICKET = [{ $ref: '#/components/securitySchemes/ticket' }];

/** The WebSocket, in AsyncAPI's words: `receive` is what the server receives. */
export const pushChannel = {
  channels: {
    push: {
      address: '/',
      title: 'WebSocket',
      description:
        'The WebSocket that the URL of `POST /v1/connections` opens: a text frame each way is one JSON object. What a subscription tells first is the job’s present state; versions only grow, and a message may come twice or late: drop what is not newer than what is known.',
      messages: {
        pushRequest: { $ref: '#/components/messages/pushRequest' },
        pushMessage: { $ref: '#/components/messages/pushMessage' },
      },
      bindings: {
        ws: {
          method: 'GET',
          bindingVersion: '0.1.0',
        },
      },
    },
  },
  operations: {
    receivePushRequest: {
      action: 'receive',
      title: 'Subscribe, unsubscribe, ping',
      channel: { $ref: '#/channels/push' },
      security: BY_TICKET,
      messages: [{ $ref: '#/channels/push/messages/pushRequest' }],
    },
    sendPushMessage: {
      action: 'send',
      title: 'Tell of a job, or answer a request',
      channel: { $ref: '#/channels/push' },
      security: BY_TICKET,
      messages: [{ $ref: '#/channels/push/messages/pushMessage' }],
    },
  },
  messages: {
    pushRequest: {
      name: 'pushRequest',
      title: 'What a client asks for',
      contentType: 'application/json',
      payload: { $ref: '#/components/schemas/PushRequest' },
      examples: examplesOf(PUSH_EXAMPLES.requests),
    },
    pushMessage: {
      name: 'pushMessage',
      title: 'What a client is told',
      contentType: 'application/json',
      payload: { $ref: '#/components/schemas/PushMessage' },
      examples: examplesOf(PUSH_EXAMPLES.messages),
    },
  },
  schemas: { PushRequest, PushMessage },
  securitySchemes: {
    ticket: {
      type: 'httpApiKey',
      in: 'query',
      name: 'ticket',
      description: 'Of `POST /v1/connections`, which takes an API key. It opens one connection, within a minute.',
    },
  },
};
