import type { AppliedRole } from './read-roles.ts';
import type { AppliedPermissions, Judgement } from './judge-calls.ts';

/** What no test of ours uses, since AWS itself makes the calls, or only in an account. Statement and action. */
export const USED_BY_AWS_ALONE: Readonly<Record<string, string>> = {
  'WriteLog logs:CreateLogStream': 'by Lambda and Fargate, for what a process writes to its standard output',
  'WriteLog logs:PutLogEvents': 'the same',
  'Trace xray:PutTraceSegments': 'by Lambda, which traces a function from the outside',
  'Trace xray:PutTelemetryRecords': 'the same',
  'PullImage ecr:BatchCheckLayerAvailability': 'by Fargate, to start a task',
  'PullImage ecr:BatchGetImage': 'the same',
  'PullImage ecr:GetDownloadUrlForLayer': 'the same',
  'LogInToRegistry ecr:GetAuthorizationToken': 'the same',
  'ReceiveWebhooks sqs:ReceiveMessage': 'by Lambda, which reads the queue for the function',
  'ReceiveWebhooks sqs:DeleteMessage': 'the same',
  'ReceiveWebhooks sqs:GetQueueAttributes': 'the same',
  'FeedFunction sqs:GetQueueAttributes': 'the same',
  'ReceiveWatchedEvents sqs:ReceiveMessage': 'the same',
  'ReceiveWatchedEvents sqs:DeleteMessage': 'the same',
  'ReceiveWatchedEvents sqs:GetQueueAttributes': 'the same',
  'ReceiveSettlements sqs:ReceiveMessage': 'the same',
  'ReceiveSettlements sqs:DeleteMessage': 'the same',
  'ReceiveSettlements sqs:GetQueueAttributes': 'the same',
  'PostToConnections execute-api:ManageConnections':
    'by the functions that push; no stand-in is between them and a connection to record it, and its address is checked with the environment',
  'ProtectBusyTasks ecs:GetTaskProtection': 'by the ECS agent: AWS asks for it together with UpdateTaskProtection',
};

/** A role's statement and one of its actions. All workers' roles, and those of job functions, have the same statements, and count as one. */
export interface Grant {
  /** `jobs-test-submit-job` or `worker` */
  readonly owner: string;
  readonly sid: string;
  readonly action: string;
}

const ownerOf = (principal: string, role: AppliedRole) => (principal.startsWith('worker-') ? 'worker' : role.name);
const keyOf = ({ owner, sid, action }: Grant) => `${owner}: ${sid} ${action}`;

/** Everything that is granted in the account. */
export function grantsOf({
  roles,
  deployment: { functions, services },
}: Pick<AppliedPermissions, 'roles' | 'deployment'>): Grant[] {
  const jobFunctions = functions.filter(({ environment }) => environment['JOB_TYPE'] !== undefined);
  const ofWorkers = new Set([
    ...services.map(({ taskRoleArn }) => taskRoleArn),
    ...jobFunctions.map(({ roleArn }) => roleArn),
  ]);
  const grants = roles.flatMap((role) =>
    role.statements.flatMap(({ Sid: sid, Action }) =>
      Action.map((action) => ({ owner: ofWorkers.has(role.arn) ? 'worker' : role.name, sid, action })),
    ),
  );
  return [...new Map(grants.map((grant) => [keyOf(grant), grant])).values()];
}

/** What is granted, and neither used by a judged call nor known to be used by AWS alone. */
export function unusedGrants(grants: readonly Grant[], judgements: readonly Judgement[]): string[] {
  const used = new Set(
    judgements.flatMap(({ principal, role, action, allowedBy }) =>
      allowedBy.map((sid) => keyOf({ owner: ownerOf(principal, role), sid, action })),
    ),
  );
  return grants
    .filter((grant) => !used.has(keyOf(grant)) && !USED_BY_AWS_ALONE[`${grant.sid} ${grant.action}`])
    .map(keyOf);
}
