import { DeliveryList, DeliveryView, NewWebhookSecret, WebhookSecretList } from '../webhooks/webhook.ts';
import type { Route } from './route.ts';
import { JOB_ID } from './route-parts.ts';

/** Routes of what webhooks are told, and of what signs it. */
export const WEBHOOK_ROUTES: readonly Route[] = [
  {
    operationId: 'list-deliveries',
    method: 'GET',
    path: '/v1/jobs/{jobId}/deliveries',
    summary: 'Read what became of a job’s webhook',
    description: 'Every event that the webhook was to be told of, with the attempts that were made.',
    scope: 'jobs:read',
    parameters: [JOB_ID],
    answers: [{ status: 200, description: 'The deliveries, in the order of the events', schema: DeliveryList }],
    problems: ['malformed-job-id', 'job-not-found'],
  },
  {
    operationId: 'replay-delivery',
    method: 'POST',
    path: '/v1/jobs/{jobId}/deliveries/{webhookId}/replay',
    summary: 'Send an event to the webhook again',
    description:
      'Starts the schedule of tries anew, whatever became of the delivery before. The `webhook-id` stays the same.',
    scope: 'jobs:write',
    parameters: [
      JOB_ID,
      { name: 'webhookId', in: 'path', description: 'As the list of deliveries has it', schema: { type: 'string' } },
    ],
    answers: [{ status: 202, description: 'It will be sent', schema: DeliveryView }],
    problems: ['malformed-job-id', 'job-not-found', 'webhook-delivery-not-found'],
  },
  {
    operationId: 'rotate-webhook-secret',
    method: 'POST',
    path: '/v1/webhook-secrets',
    summary: 'Make a secret for webhooks',
    description:
      'The first, or a new one: the one before it signs too for another day. A third ends the first at once.',
    scope: 'webhooks:manage',
    answers: [{ status: 201, description: 'The secret, shown this once', schema: NewWebhookSecret }],
    problems: [],
  },
  {
    operationId: 'list-webhook-secrets',
    method: 'GET',
    path: '/v1/webhook-secrets',
    summary: 'List the secrets for webhooks',
    description: 'Those that sign, without the secrets themselves.',
    scope: 'webhooks:manage',
    answers: [{ status: 200, description: 'The secrets', schema: WebhookSecretList }],
    problems: [],
  },
];
