import type { Deployment } from '../read-back/read-deployment.ts';
import { functionNamed } from '../wiring/function-named.ts';

/**
 * The role that a principal of the tests has on AWS: `function-<folder>`, `worker-<job type>`, or `scheduler`.
 * @returns its ARN, or undefined when the deployment has no such principal
 */
export function roleOf(principal: string, deployment: Deployment): string | undefined {
  if (principal === 'scheduler') return deployment.schedules[0]?.roleArn;
  const [kind, name = ''] = /^(\w+)-(.+)$/.exec(principal)?.slice(1) ?? [];
  if (kind === 'function') return functionNamed(deployment, name)?.roleArn;
  if (kind !== 'worker') return undefined;
  return deployment.services.find(({ container }) => container.environment['JOB_TYPE'] === name)?.taskRoleArn;
}
