import type { Deployment } from '../read-back/read-deployment.ts';
import { functionNamed } from './function-named.ts';

/** What runs every minute. */
const SCHEDULED = ['reconcile-jobs', 'retry-webhooks', 'run-schedules'];

/** The schedule of a function: it is named as the function is. */
export const scheduleNamed = ({ schedules }: Pick<Deployment, 'schedules'>, folder: string) =>
  schedules.find(({ name }) => name.endsWith(`-${folder}`));

/** Where something is not asked every minute that should be. */
export function scheduleProblems(deployment: Deployment): string[] {
  const { length } = deployment.schedules;
  return [
    ...(length === SCHEDULED.length ? [] : [`there are ${length} schedules instead of ${SCHEDULED.length}`]),
    ...SCHEDULED.flatMap((folder) => problemsOf(deployment, folder)),
  ];
}

function problemsOf(deployment: Deployment, folder: string): string[] {
  const schedule = scheduleNamed(deployment, folder);
  if (!schedule) return [`there is no schedule for ${folder}`];
  const { targetArn, enabled, expression } = schedule;
  return [
    ...(targetArn === functionNamed(deployment, folder)?.arn ? [] : [`the schedule of ${folder} invokes ${targetArn}`]),
    ...(enabled ? [] : [`the schedule of ${folder} is disabled`]),
    ...(expression === 'rate(1 minute)' ? [] : [`the schedule of ${folder} is ${expression}`]),
  ];
}
