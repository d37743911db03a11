import { WEBHOOK_DEAD_LETTER_QUEUE, WEBHOOK_QUEUE } from '@jobs/shared-contracts';
import type { Deployment } from '../read-back/read-deployment.ts';
import { subscribedQueueProblems } from './subscribed-queue-problems.ts';

/** Where events that a webhook wants don't get to it, or others do. */
export function webhookProblems(deployment: Deployment): string[] {
  return subscribedQueueProblems(deployment, {
    queue: WEBHOOK_QUEUE,
    deadLetterQueue: WEBHOOK_DEAD_LETTER_QUEUE,
    functionName: 'deliver-webhooks',
    filterPolicy: { webhook: ['true'] },
    otherEvents: 'events arrive that no webhook wants',
    withoutLimit: 'receivers that hang use up the concurrency',
  }).map((problem) => `webhooks: ${problem}`);
}
