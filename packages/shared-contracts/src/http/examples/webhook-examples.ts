import type { DeliveryView, NewWebhookSecret } from '../../webhooks/webhook.ts';
import type { ApiExample } from './api-example.ts';

/** One with a webhook that has been told of its end. */
export const WEBHOOK_JOB_ID = 'job_9d2c6b4f1e8a40739b5d7f3e2c1a0864';

const createdAt = '2026-11-02T09:30:02.500Z';

const DELIVERED: DeliveryView = {
  webhookId: `${WEBHOOK_JOB_ID}_3`,
  type: 'job.succeeded',
  state: 'DELIVERED',
  attempts: [{ at: '2026-11-02T09:30:02.640Z', durationMs: 85, status: 204 }],
  createdAt,
};

const SECRET: NewWebhookSecret = {
  id: 'whs_3f9a1c5e7b2d8046',
  createdAt: '2026-11-02T09:00:00.000Z',
  secret: 'whsec_bm90IGEgc2VjcmV0LCBvbmx5IGFuIGV4YW1wbGU=',
};

export const WEBHOOK_EXAMPLES: readonly ApiExample[] = [
  {
    operationId: 'rotate-webhook-secret',
    name: 'created',
    title: 'The first secret',
    answer: { status: 201, body: SECRET },
  },
  {
    operationId: 'list-webhook-secrets',
    name: 'secrets',
    title: 'The one secret that signs',
    answer: { status: 200, body: { secrets: [{ id: SECRET.id, createdAt: SECRET.createdAt }] } },
  },
  {
    operationId: 'list-deliveries',
    name: 'delivered',
    title: 'The receiver was told of the end',
    parameters: { jobId: WEBHOOK_JOB_ID },
    answer: { status: 200, body: { deliveries: [DELIVERED] } },
  },
  {
    operationId: 'replay-delivery',
    name: 'replayed',
    title: 'It will be told again',
    parameters: { jobId: WEBHOOK_JOB_ID, webhookId: DELIVERED.webhookId },
    answer: { status: 202, body: { ...DELIVERED, state: 'PENDING', nextAttemptAt: '2026-11-02T10:00:00.000Z' } },
  },
];
