import { isOnEcs } from '@jobs/shared-contracts';
import { loadConfig } from '@jobs/worker/config';
import { DEPLOYED_JOB_TYPES } from '../deployed/deployed-job-types.ts';
import type { Deployment } from '../read-back/read-deployment.ts';
import type { AppliedService } from '../read-back/read-services.ts';
import { environmentProblems } from './environment-problems.ts';

const ON_ECS = DEPLOYED_JOB_TYPES.filter(isOnEcs);

/** The service whose workers serve the job type. */
export function serviceOf({ services }: Deployment, jobType: string): AppliedService | undefined {
  const serving = services.filter(({ container }) => container.environment['JOB_TYPE'] === jobType);
  return serving.length === 1 ? serving[0] : undefined;
}

/** Where a job type has no service, or one whose workers could not start or not stop in time. */
export function serviceProblems(deployment: Deployment): string[] {
  const surplus = deployment.services.length - ON_ECS.length;
  return [
    ...(surplus > 0 ? [`there are ${surplus} services more than job types`] : []),
    ...ON_ECS.flatMap(({ name }) => {
      const service = serviceOf(deployment, name);
      const problems = service ? problemsOf(deployment, service) : ['there is not exactly one'];
      return problems.map((problem) => `service of ${name}: ${problem}`);
    }),
  ];
}

function problemsOf(deployment: Deployment, { container, desiredCount, publicIp }: AppliedService): string[] {
  const { environment, stopTimeoutSeconds } = container;
  const problems = environmentProblems(deployment, environment, loadConfig);
  if (desiredCount !== 0) problems.push(`starts with ${desiredCount} tasks`);
  if (publicIp) problems.push('its tasks have public addresses');
  if (!container.readOnlyRoot) problems.push('its root file system can be written to');
  if (!/^[1-9]/.test(container.user)) problems.push(`runs as "${container.user}"`);
  if (Number(environment['SHUTDOWN_GRACE_SECONDS']) >= stopTimeoutSeconds) {
    problems.push(`is killed after ${stopTimeoutSeconds} s, within its grace`);
  }
  return problems;
}
