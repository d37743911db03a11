import { isDeepStrictEqual } from 'node:util';
import type { Deployment } from '../read-back/read-deployment.ts';
import type { AppliedQueue } from '../read-back/read-queues.ts';
import { functionNamed } from './function-named.ts';
import { queueNamed } from './queue-problems.ts';

/** A queue that some of the job events are copied into, for a function. */
export interface SubscribedQueue {
  readonly queue: string;
  readonly deadLetterQueue: string;
  readonly functionName: string;
  readonly filterPolicy: unknown;
  /** What is wrong with another filter. */
  readonly otherEvents: string;
  /** What is wrong without a limit of what runs at once. */
  readonly withoutLimit: string;
}

/** Where the events that such a queue is for don't get to the function, or others do. */
export function subscribedQueueProblems(deployment: Deployment, declared: SubscribedQueue): string[] {
  const queue = queueNamed(deployment, declared.queue);
  if (!queue) return [`queue ${declared.queue} is missing`];
  return [
    ...subscriptionProblems(deployment, declared, queue),
    ...eventSourceProblems(deployment, declared, queue),
    ...redriveProblems(deployment, declared, queue),
  ];
}

function subscriptionProblems(
  { subscriptions, topicArns }: Deployment,
  { filterPolicy, otherEvents }: SubscribedQueue,
  { arn }: AppliedQueue,
): string[] {
  const found = subscriptions.filter(({ queueArn }) => queueArn === arn);
  const [subscription] = found;
  if (!subscription || found.length > 1) return [`the queue has ${found.length} subscriptions instead of one`];
  return [
    topicArns.includes(subscription.topicArn) ? '' : `the queue is subscribed to ${subscription.topicArn}`,
    subscription.raw ? '' : 'events arrive wrapped',
    isDeepStrictEqual(subscription.filterPolicy, filterPolicy) ? '' : otherEvents,
  ].filter(Boolean);
}

function eventSourceProblems(
  deployment: Deployment,
  { functionName, withoutLimit }: SubscribedQueue,
  { arn, visibilityTimeoutSeconds }: AppliedQueue,
): string[] {
  const found = deployment.eventSources.filter(({ queueArn }) => queueArn === arn);
  const [source] = found;
  const applied = functionNamed(deployment, functionName);
  if (!source || found.length > 1) return [`the queue feeds ${found.length} functions instead of one`];
  return [
    source.functionArn === applied?.arn ? '' : `the queue feeds ${source.functionArn}`,
    source.enabled ? '' : 'the queue feeds nobody at present',
    source.partialFailures ? '' : 'one message that fails brings back its batch',
    source.maxConcurrency === undefined ? withoutLimit : '',
    visibilityTimeoutSeconds >= (applied?.timeoutSeconds ?? Infinity) * 6 ? '' : 'messages come again while handled',
  ].filter(Boolean);
}

function redriveProblems(
  deployment: Deployment,
  { deadLetterQueue }: SubscribedQueue,
  { redrive, retentionSeconds }: AppliedQueue,
): string[] {
  const deadLetters = queueNamed(deployment, deadLetterQueue);
  return [
    redrive && redrive.deadLetterTargetArn === deadLetters?.arn ? '' : 'messages that fail are lost',
    (deadLetters?.retentionSeconds ?? 0) > retentionSeconds ? '' : 'dead letters are forgotten too soon',
  ].filter(Boolean);
}
