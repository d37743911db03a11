import type { Deployment } from '../read-back/read-deployment.ts';
import { functionNamed } from './function-named.ts';

/** Where the reconciler is not asked every minute. */
export function scheduleProblems(deployment: Deployment): string[] {
  const reconciler = functionNamed(deployment, 'reconcile-jobs');
  const [schedule, ...others] = deployment.schedules;
  if (!schedule || others.length > 0) return [`there are ${deployment.schedules.length} schedules instead of one`];
  return [
    ...(schedule.targetArn === reconciler?.arn ? [] : [`the schedule invokes ${schedule.targetArn}`]),
    ...(schedule.enabled ? [] : ['the schedule is disabled']),
    ...(schedule.expression === 'rate(1 minute)' ? [] : [`the schedule is ${schedule.expression}`]),
  ];
}
