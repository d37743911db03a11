import { infrastructureSettings, type InfrastructureSettings } from '@jobs/shared-contracts';
import { DEPLOYED_JOB_TYPES } from '../deployed/deployed-job-types.ts';
import type { Deployment } from '../read-back/read-deployment.ts';
import type { AppliedQueue } from '../read-back/read-queues.ts';

const FOURTEEN_DAYS_SECONDS = 14 * 24 * 60 * 60;

export const queueNamed = ({ queues }: Pick<Deployment, 'queues'>, name: string): AppliedQueue | undefined =>
  queues.find((queue) => queue.name.endsWith(`-${name}`));

/** Where a job type's queues don't hold its messages as declared, or lose those that failed. */
export function queueProblems(deployment: Deployment): string[] {
  return DEPLOYED_JOB_TYPES.map(infrastructureSettings).flatMap((jobType) => problemsOf(deployment, jobType));
}

function problemsOf(deployment: Deployment, jobType: InfrastructureSettings): string[] {
  const deadLetters = queueNamed(deployment, jobType.deadLetterQueue);
  if (!deadLetters) return [`queue ${jobType.deadLetterQueue} is missing`];
  const problems = jobType.queues.flatMap(({ name }) => {
    const queue = queueNamed(deployment, name);
    if (!queue) return [`queue ${name} is missing`];
    return laneProblems(queue, deadLetters, jobType).map((problem) => `queue ${name} ${problem}`);
  });
  if (deadLetters.redrive) problems.push(`queue ${jobType.deadLetterQueue} has a dead-letter queue itself`);
  if (deadLetters.retentionSeconds !== FOURTEEN_DAYS_SECONDS) {
    problems.push(`queue ${jobType.deadLetterQueue} forgets after ${deadLetters.retentionSeconds} s`);
  }
  const allowed = [...(deadLetters.redriveAllow?.sourceQueueArns ?? [])].toSorted();
  const lanes = jobType.queues.map(({ name }) => queueNamed(deployment, name)?.arn ?? '').toSorted();
  if (deadLetters.redriveAllow?.redrivePermission !== 'byQueue' || allowed.join(' ') !== lanes.join(' ')) {
    problems.push(`queue ${jobType.deadLetterQueue} takes messages of other queues than the lanes`);
  }
  return problems;
}

function laneProblems(queue: AppliedQueue, deadLetters: AppliedQueue, jobType: InfrastructureSettings): string[] {
  const { redrive, visibilityTimeoutSeconds } = queue;
  const problems: string[] = [];
  if (visibilityTimeoutSeconds !== jobType.visibilityTimeoutSeconds) {
    problems.push(`hides a message for ${visibilityTimeoutSeconds} s instead of ${jobType.visibilityTimeoutSeconds} s`);
  }
  if (!redrive) return [...problems, 'has no dead-letter queue'];
  if (redrive.deadLetterTargetArn !== deadLetters.arn) {
    problems.push(`has the dead-letter queue ${redrive.deadLetterTargetArn}`);
  }
  if (redrive.maxReceiveCount !== jobType.maxReceiveCount) {
    problems.push(`moves a message after ${redrive.maxReceiveCount} receives instead of ${jobType.maxReceiveCount}`);
  }
  if (queue.retentionSeconds > deadLetters.retentionSeconds)
    problems.push('keeps messages longer than its dead letters');
  return problems;
}
