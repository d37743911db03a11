import type { Environment } from '@jobs/job-store';
import {
  API_KEYS_TABLE,
  AUDIT_TABLE,
  CONNECTIONS_TABLE,
  CONTROLS_TABLE,
  JOB_GROUPS_TABLE,
  JOB_STATISTICS_TABLE,
  isOnEcs,
  JOBS_TABLE,
  LIMITS_TABLE,
  queueName,
  SCHEDULES_TABLE,
  WEBHOOK_DELIVERIES_TABLE,
  WEBHOOK_QUEUE,
  WEBHOOK_SECRETS_TABLE,
  type TableDefinition,
} from '@jobs/shared-contracts';
import { DEPLOYED_JOB_TYPES } from '../deployed/deployed-job-types.ts';
import type { Deployment } from '../read-back/read-deployment.ts';
import { queueNamed } from './queue-problems.ts';
import { hasKeysOf } from './table-problems.ts';

/** Set for Node.js or the SDK, not for the product's configuration. */
const FOR_THE_RUNTIME = /^(NODE_|AWS_)/;
/** What the runtime itself adds to the environment that Terraform declares. */
const BY_THE_RUNTIME = { AWS_REGION: 'eu-central-1' };

/**
 * What is wrong with a deployable's applied environment: what its own `loadConfig` refuses, names of nothing that
 * exists in the account, and variables that it never reads.
 */
export function environmentProblems(
  deployment: Deployment,
  environment: Readonly<Record<string, string>>,
  loadConfig: (env: Environment) => unknown,
): string[] {
  const reads = new Set<string>();
  const recorded = new Proxy<Record<string, string>>(
    { ...environment, ...BY_THE_RUNTIME },
    {
      get: (target, name) => {
        reads.add(String(name));
        return target[String(name)];
      },
    },
  );
  const refusals: string[] = [];
  try {
    loadConfig(recorded);
  } catch (error) {
    refusals.push(error instanceof Error ? error.message : String(error));
  }
  const unread = Object.keys(environment).filter((name) => !reads.has(name) && !FOR_THE_RUNTIME.test(name));
  return [
    ...refusals,
    ...unread.map((name) => `${name} is set, but not read`),
    ...Object.entries(environment).flatMap(([name, value]) => {
      const exists = EXISTS[name];
      return !exists || exists(deployment, value) ? [] : [`${name} is "${value}", which is not in the account`];
    }),
  ];
}

const EXISTS: Readonly<Record<string, (deployment: Deployment, value: string) => boolean>> = {
  JOBS_TABLE_NAME: isTable(JOBS_TABLE),
  API_KEYS_TABLE_NAME: isTable(API_KEYS_TABLE),
  WEBHOOK_DELIVERIES_TABLE_NAME: isTable(WEBHOOK_DELIVERIES_TABLE),
  WEBHOOK_SECRETS_TABLE_NAME: isTable(WEBHOOK_SECRETS_TABLE),
  CONNECTIONS_TABLE_NAME: isTable(CONNECTIONS_TABLE),
  WEBSOCKET_URL: isStageOf('wss'),
  CONNECTIONS_ENDPOINT_URL: isStageOf('https'),
  JOB_STATISTICS_TABLE_NAME: isTable(JOB_STATISTICS_TABLE),
  SCHEDULES_TABLE_NAME: isTable(SCHEDULES_TABLE),
  JOB_GROUPS_TABLE_NAME: isTable(JOB_GROUPS_TABLE),
  LIMITS_TABLE_NAME: isTable(LIMITS_TABLE),
  CONTROLS_TABLE_NAME: isTable(CONTROLS_TABLE),
  AUDIT_TABLE_NAME: isTable(AUDIT_TABLE),
  ECS_CLUSTER_NAME: ({ services }, value) => services.every(({ scalingId }) => scalingId.split('/')[1] === value),
  WORKER_SERVICE_PREFIX: ({ services }, value) =>
    DEPLOYED_JOB_TYPES.filter(isOnEcs).every((jobType) =>
      services.some(({ name }) => name === `${value}${jobType.name}`),
    ),
  WEBHOOK_QUEUE_URL: (deployment, value) => queueNamed(deployment, WEBHOOK_QUEUE)?.url === value,
  JOB_EVENTS_TOPIC_ARN: ({ topicArns }, value) => topicArns.includes(value),
  PAYLOAD_BUCKET_NAME: ({ bucketNames }, value) => bucketNames.includes(value),
  QUEUE_URL_PREFIX: ({ queues }, value) =>
    DEPLOYED_JOB_TYPES.every(({ name, lanes, ordering }) =>
      lanes.every((lane) => queues.some(({ url }) => url === `${value}${queueName(name, lane, ordering)}`)),
    ),
};

function isTable(declared: TableDefinition) {
  return ({ tables }: Deployment, value: string) =>
    tables.some(({ name, definition }) => name === value && hasKeysOf(definition, declared));
}

/** The address of a WebSocket API's stage: https://<id>.execute-api.<region>.amazonaws.com/<stage>. */
function isStageOf(scheme: 'wss' | 'https') {
  return ({ webSocketApis }: Deployment, value: string) =>
    webSocketApis.some(({ apiId, stages }) =>
      stages.some(
        ({ name }) =>
          value.startsWith(`${scheme}://${apiId}.execute-api.`) && new URL(value).pathname.slice(1) === name,
      ),
    );
}
