import type { Deployment } from '../read-back/read-deployment.ts';
import { functionNamed } from '../wiring/function-named.ts';
import { jobFunctionOf } from '../wiring/job-function-problems.ts';
import { scheduleNamed } from '../wiring/schedule-problems.ts';

/**
 * The role that a principal of the tests has on AWS: `function-<folder>`, `worker-<job type>`, or
 * `scheduler-<folder>`.
 * @returns its ARN, or undefined when the deployment has no such principal
 */
export function roleOf(principal: string, deployment: Deployment): string | undefined {
  const [kind, name = ''] = /^(\w+)-(.+)$/.exec(principal)?.slice(1) ?? [];
  if (kind === 'scheduler') return scheduleNamed(deployment, name)?.roleArn;
  if (kind === 'function') return functionNamed(deployment, name)?.roleArn;
  if (kind !== 'worker') return undefined;
  const service = deployment.services.find(({ container }) => container.environment['JOB_TYPE'] === name);
  return service ? service.taskRoleArn : jobFunctionOf(deployment, name)?.roleArn;
}
