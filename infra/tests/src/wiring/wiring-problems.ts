import type { Deployment } from '../read-back/read-deployment.ts';
import { apiProblems } from './api-problems.ts';
import { dashboardProblems } from './dashboard-problems.ts';
import { functionProblems, type ReadZip } from './function-problems.ts';
import { jobFunctionProblems } from './job-function-problems.ts';
import { pushProblems } from './push-problems.ts';
import { queueProblems } from './queue-problems.ts';
import { retentionProblems } from './retention-problems.ts';
import { scalingProblems } from './scaling-problems.ts';
import { scheduleProblems } from './schedule-problems.ts';
import { serviceProblems } from './service-problems.ts';
import { settlementProblems } from './settlement-problems.ts';
import { tableProblems } from './table-problems.ts';
import { webhookProblems } from './webhook-problems.ts';

/** Everything in the account that would keep a job from going through. Empty: the parts fit together. */
export async function wiringProblems(deployment: Deployment, readZip: ReadZip): Promise<string[]> {
  return [
    ...tableProblems(deployment),
    ...queueProblems(deployment),
    ...apiProblems(deployment),
    ...(await functionProblems(deployment, readZip)),
    ...scheduleProblems(deployment),
    ...webhookProblems(deployment),
    ...pushProblems(deployment),
    ...settlementProblems(deployment),
    ...serviceProblems(deployment),
    ...(await jobFunctionProblems(deployment, readZip)),
    ...scalingProblems(deployment),
    ...retentionProblems(deployment),
    ...dashboardProblems(deployment),
  ];
}
