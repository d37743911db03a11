import { SETTLEMENTS_DEAD_LETTER_QUEUE, SETTLEMENTS_QUEUE } from '@jobs/shared-contracts';
import type { Deployment } from '../read-back/read-deployment.ts';
import { subscribedQueueProblems } from './subscribed-queue-problems.ts';

/** Where ends of jobs that something waits for don't get to where they are settled, or others do. */
export function settlementProblems(deployment: Deployment): string[] {
  return subscribedQueueProblems(deployment, {
    queue: SETTLEMENTS_QUEUE,
    deadLetterQueue: SETTLEMENTS_DEAD_LETTER_QUEUE,
    functionName: 'settle-jobs',
    filterPolicy: { settles: ['true'] },
    otherEvents: 'events arrive that nothing waits for',
    withoutLimit: 'a great batch uses up the concurrency',
  }).map((problem) => `settlements: ${problem}`);
}
