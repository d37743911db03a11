import { all, optional, text, url, wholeNumber, type Variable } from './read-environment.ts';

/** Where each part of the job store is found. */
export interface JobStoreResources {
  readonly jobs: { readonly tableName: string };
  readonly apiKeys: { readonly tableName: string };
  /** A queue's URL is this and the queue's name. */
  readonly queues: { readonly urlPrefix: string };
  /** `source` goes into each event. */
  readonly events: { readonly topicArn: string; readonly source: string };
  /** Of the same topic as `events`. */
  readonly batchEvents: { readonly topicArn: string; readonly source: string };
  readonly payloads: { readonly bucketName: string };
  readonly webhookDeliveries: { readonly tableName: string };
  readonly webhookQueue: { readonly queueUrl: string };
  readonly webhookSecrets: { readonly tableName: string };
  /** Of the same table as `jobs`. */
  readonly jobLists: { readonly tableName: string };
  /** Of the same table as `jobs`. */
  readonly uniqueKeys: { readonly tableName: string };
  readonly jobStatistics: { readonly tableName: string };
  /** A service's name is `servicePrefix` and the job type. */
  readonly workers: { readonly clusterName: string; readonly servicePrefix: string };
  /** Of the same services. */
  readonly serviceScaling: { readonly clusterName: string; readonly servicePrefix: string };
  readonly connections: { readonly tableName: string };
  readonly schedules: { readonly tableName: string };
  readonly limits: { readonly tableName: string };
  readonly followers: { readonly tableName: string };
  /** Of the same table as `followers`. */
  readonly batches: { readonly tableName: string };
  readonly controls: { readonly tableName: string };
  /** Of the same table as `controls`. A service may sleep when its job type has had no work for so long. */
  readonly wakeStates: { readonly tableName: string; readonly idleSeconds: number };
  readonly auditLog: { readonly tableName: string };
}

/** A part of the job store: a deployable names the ones that it uses, and is allowed no others. */
export type JobStorePart = keyof JobStoreResources;

export interface AwsSettings {
  readonly region: string;
  readonly endpoints: {
    readonly dynamodb: string | undefined;
    readonly sqs: string | undefined;
    readonly sns: string | undefined;
    readonly s3: string | undefined;
    readonly ecs: string | undefined;
    readonly applicationAutoScaling: string | undefined;
  };
  /** Absent where a role gives them, as on Fargate. */
  readonly credentials: StaticCredentials | undefined;
}

export interface StaticCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

const tableName = (name: string) => text(name, { pattern: /^[\w.-]{3,255}$/, expects: 'the name of a DynamoDB table' });

const topic = all({
  topicArn: text('JOB_EVENTS_TOPIC_ARN', {
    pattern: /^arn:[\w-]+:sns:[\w-]+:\d{12}:[\w-]+$/,
    expects: 'the ARN of an SNS topic',
  }),
  source: text('EVENT_SOURCE'),
});

const services = all({ clusterName: text('ECS_CLUSTER_NAME'), servicePrefix: text('WORKER_SERVICE_PREFIX') });

const DAY_SECONDS = 24 * 60 * 60;

const resourceVariables = {
  jobs: all({ tableName: tableName('JOBS_TABLE_NAME') }),
  apiKeys: all({ tableName: tableName('API_KEYS_TABLE_NAME') }),
  webhookDeliveries: all({ tableName: tableName('WEBHOOK_DELIVERIES_TABLE_NAME') }),
  webhookQueue: all({ queueUrl: url('WEBHOOK_QUEUE_URL') }),
  webhookSecrets: all({ tableName: tableName('WEBHOOK_SECRETS_TABLE_NAME') }),
  jobLists: all({ tableName: tableName('JOBS_TABLE_NAME') }),
  uniqueKeys: all({ tableName: tableName('JOBS_TABLE_NAME') }),
  jobStatistics: all({ tableName: tableName('JOB_STATISTICS_TABLE_NAME') }),
  workers: services,
  serviceScaling: services,
  connections: all({ tableName: tableName('CONNECTIONS_TABLE_NAME') }),
  schedules: all({ tableName: tableName('SCHEDULES_TABLE_NAME') }),
  limits: all({ tableName: tableName('LIMITS_TABLE_NAME') }),
  followers: all({ tableName: tableName('JOB_GROUPS_TABLE_NAME') }),
  batches: all({ tableName: tableName('JOB_GROUPS_TABLE_NAME') }),
  controls: all({ tableName: tableName('CONTROLS_TABLE_NAME') }),
  wakeStates: all({
    tableName: tableName('CONTROLS_TABLE_NAME'),
    idleSeconds: wholeNumber('WORKERS_IDLE_SECONDS', { min: 1, max: DAY_SECONDS }),
  }),
  auditLog: all({ tableName: tableName('AUDIT_TABLE_NAME') }),
  queues: all({ urlPrefix: url('QUEUE_URL_PREFIX') }),
  events: topic,
  batchEvents: topic,
  payloads: all({
    bucketName: text('PAYLOAD_BUCKET_NAME', {
      pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
      expects: 'the name of an S3 bucket',
    }),
  }),
} satisfies { readonly [Part in JobStorePart]: Variable<JobStoreResources[Part]> };

const credentials: Variable<StaticCredentials | undefined> = (env, report) => {
  if (env['AWS_ACCESS_KEY_ID'] === undefined) return undefined;
  const sessionToken = optional('AWS_SESSION_TOKEN', text)(env, report);
  return {
    accessKeyId: text('AWS_ACCESS_KEY_ID')(env, report),
    secretAccessKey: text('AWS_SECRET_ACCESS_KEY')(env, report),
    ...(sessionToken !== undefined && { sessionToken }),
  };
};

/** The SDK's own variables, read as the SDK reads them, but from the environment that is passed in. */
export const awsSettings: Variable<AwsSettings> = all({
  region: text('AWS_REGION', { pattern: /^[a-z]{2}(-[a-z]+)+-\d$/, expects: 'a region such as eu-central-1' }),
  endpoints: all({
    dynamodb: optional('AWS_ENDPOINT_URL_DYNAMODB', url),
    sqs: optional('AWS_ENDPOINT_URL_SQS', url),
    sns: optional('AWS_ENDPOINT_URL_SNS', url),
    s3: optional('AWS_ENDPOINT_URL_S3', url),
    ecs: optional('AWS_ENDPOINT_URL_ECS', url),
    applicationAutoScaling: optional('AWS_ENDPOINT_URL_APPLICATION_AUTO_SCALING', url),
  }),
  credentials,
});

/** Where the named parts are found. */
export function resourcesOf<Part extends JobStorePart>(
  parts: readonly Part[],
): Variable<Pick<JobStoreResources, Part>> {
  const chosen = Object.fromEntries(parts.map((part) => [part, resourceVariables[part]]));
  return all(chosen) as Variable<unknown> as Variable<Pick<JobStoreResources, Part>>;
}
