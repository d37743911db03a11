import { isDeepStrictEqual } from 'node:util';
import { WEBHOOK_DEAD_LETTER_QUEUE, WEBHOOK_QUEUE } from '@jobs/shared-contracts';
import type { Deployment } from '../read-back/read-deployment.ts';
import type { AppliedQueue } from '../read-back/read-queues.ts';
import { functionNamed } from './function-named.ts';
import { queueNamed } from './queue-problems.ts';

/** Where events that a webhook wants don't get to it, or others do. */
export function webhookProblems(deployment: Deployment): string[] {
  const queue = queueNamed(deployment, WEBHOOK_QUEUE);
  if (!queue) return [`queue ${WEBHOOK_QUEUE} is missing`];
  return [
    ...subscriptionProblems(deployment, queue),
    ...eventSourceProblems(deployment, queue),
    ...redriveProblems(deployment, queue),
  ].map((problem) => `webhooks: ${problem}`);
}

function subscriptionProblems({ subscriptions, topicArns }: Deployment, { arn }: AppliedQueue): string[] {
  const found = subscriptions.filter(({ queueArn }) => queueArn === arn);
  const [subscription] = found;
  if (!subscription || found.length > 1) return [`the queue has ${found.length} subscriptions instead of one`];
  return [
    topicArns.includes(subscription.topicArn) ? '' : `the queue is subscribed to ${subscription.topicArn}`,
    subscription.raw ? '' : 'events arrive wrapped',
    isDeepStrictEqual(subscription.filterPolicy, { webhook: ['true'] }) ? '' : 'events arrive that no webhook wants',
  ].filter(Boolean);
}

function eventSourceProblems(deployment: Deployment, { arn, visibilityTimeoutSeconds }: AppliedQueue): string[] {
  const found = deployment.eventSources.filter(({ queueArn }) => queueArn === arn);
  const [source] = found;
  const applied = functionNamed(deployment, 'deliver-webhooks');
  if (!source || found.length > 1) return [`the queue feeds ${found.length} functions instead of one`];
  return [
    source.functionArn === applied?.arn ? '' : `the queue feeds ${source.functionArn}`,
    source.enabled ? '' : 'the queue feeds nobody at present',
    source.partialFailures ? '' : 'one message that fails brings back its batch',
    source.maxConcurrency === undefined ? 'receivers that hang use up the concurrency' : '',
    visibilityTimeoutSeconds >= (applied?.timeoutSeconds ?? Infinity) * 6 ? '' : 'messages come again while handled',
  ].filter(Boolean);
}

function redriveProblems(deployment: Deployment, { redrive, retentionSeconds }: AppliedQueue): string[] {
  const deadLetters = queueNamed(deployment, WEBHOOK_DEAD_LETTER_QUEUE);
  return [
    redrive && redrive.deadLetterTargetArn === deadLetters?.arn ? '' : 'messages that fail are lost',
    (deadLetters?.retentionSeconds ?? 0) > retentionSeconds ? '' : 'dead letters are forgotten too soon',
  ].filter(Boolean);
}
