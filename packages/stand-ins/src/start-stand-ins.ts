import { join } from 'node:path';
import {
  infrastructureSettings,
  isOnEcs,
  JOB_TYPES,
  PUSH_QUEUE,
  SETTLEMENTS_QUEUE,
  WEBHOOK_QUEUE,
} from '@jobs/shared-contracts';
import { clientSettings, CREDENTIALS, REGION } from './client-settings.ts';
import { startDynalite } from './dynamodb/start-dynalite.ts';
import { startDynoxide } from './dynamodb/start-dynoxide.ts';
import { startInterceptingProxy, type Intercept } from './proxy/start-intercepting-proxy.ts';
import { recordCallsIn } from './recording/call-file.ts';
import { startRecordingProxy } from './recording/start-recording-proxy.ts';
import { createBucket } from './resources/create-bucket.ts';
import { createQueues } from './resources/create-queues.ts';
import { createSubscribedQueues } from './resources/create-subscribed-queues.ts';
import { createTables } from './resources/create-tables.ts';
import { createTopic } from './resources/create-topic.ts';
import { StandInStartError } from './errors.ts';
import { lockDirectory } from './lock-directory.ts';
import type { ScalableTargets } from './services/scalable-targets.ts';
import { startApplicationAutoScaling } from './services/start-application-auto-scaling.ts';
import { startEcs, type ServiceTasks } from './services/start-ecs.ts';
import { startFauxqs } from './services/start-fauxqs.ts';

export interface StandInsOptions {
  /** `dynalite` (the default) runs everywhere; `dynoxide` on Linux x64 only. */
  readonly dynamodb?: 'dynalite' | 'dynoxide';
  /**
   * Keeps tables and objects from one start to the next. Messages are not kept: jobs that wait are in the table, and
   * the reconciler dispatches them anew.
   */
  readonly dataDirectory?: string;
  /** What the names of tables, queues, topic and bucket begin with; `jobs-local` by default. */
  readonly prefix?: string;
  /** Free ports by default. `services` is the one of SQS, SNS and S3. */
  readonly ports?: { readonly dynamodb?: number; readonly services?: number };
  /** Where calls are recorded, for `readRecordedCalls`; by default where RECORD_AWS_CALLS_IN says, or nowhere. */
  readonly recordCallsIn?: string | undefined;
  /** What ECS tells of the workers' services; none by default. */
  readonly ecsServices?: () => readonly ServiceTasks[];
  /** For how long a job type has no work before its service may sleep; 300 by default. */
  readonly workersIdleSeconds?: number;
  /** Decides what becomes of each call of those who work with `environment`, but to ECS and its scaling. */
  readonly intercept?: Intercept | undefined;
}

export interface StandIns {
  /** What a deployable needs in its environment to work on the stand-ins: names, endpoints, credentials, region. */
  readonly environment: StandInEnvironment;
  /** The same, past `intercept`. */
  readonly directEnvironment: StandInEnvironment;
  /** What Application Auto Scaling holds of the workers' services. */
  readonly scalableTargets: ScalableTargets;
  /** Stops the servers; nothing of them is left running. */
  readonly stop: () => Promise<void>;
}

export type StandInEnvironment = Readonly<Record<StandInVariable, string>>;

type StandInVariable =
  | 'AWS_REGION'
  | 'AWS_ACCESS_KEY_ID'
  | 'AWS_SECRET_ACCESS_KEY'
  | 'AWS_ENDPOINT_URL_DYNAMODB'
  | 'AWS_ENDPOINT_URL_SQS'
  | 'AWS_ENDPOINT_URL_SNS'
  | 'AWS_ENDPOINT_URL_S3'
  | 'AWS_ENDPOINT_URL_ECS'
  | 'AWS_ENDPOINT_URL_APPLICATION_AUTO_SCALING'
  | 'JOBS_TABLE_NAME'
  | 'API_KEYS_TABLE_NAME'
  | 'QUEUE_URL_PREFIX'
  | 'WEBHOOK_DELIVERIES_TABLE_NAME'
  | 'WEBHOOK_QUEUE_URL'
  | 'WEBHOOK_SECRETS_TABLE_NAME'
  | 'CONNECTIONS_TABLE_NAME'
  | 'PUSH_QUEUE_URL'
  | 'SETTLEMENTS_QUEUE_URL'
  | 'JOB_STATISTICS_TABLE_NAME'
  | 'SCHEDULES_TABLE_NAME'
  | 'LIMITS_TABLE_NAME'
  | 'JOB_GROUPS_TABLE_NAME'
  | 'CONTROLS_TABLE_NAME'
  | 'AUDIT_TABLE_NAME'
  | 'ECS_CLUSTER_NAME'
  | 'WORKER_SERVICE_PREFIX'
  | 'WORKERS_IDLE_SECONDS'
  | 'JOB_EVENTS_TOPIC_ARN'
  | 'PAYLOAD_BUCKET_NAME'
  | 'EVENT_SOURCE';

interface Endpoints {
  readonly dynamodb: string;
  /** Of SQS, SNS and S3. */
  readonly services: string;
  readonly ecs: string;
  readonly scaling: string;
}

/** fauxqs knows one account. */
const ACCOUNT_ID = '000000000000';

/**
 * Starts what stands in for DynamoDB, SQS, SNS, S3, ECS and its scaling on 127.0.0.1, and creates in it what Terraform creates on AWS.
 * @throws {StandInStartError} when one of them does not start
 */
export async function startStandIns(options: StandInsOptions = {}): Promise<StandIns> {
  const { prefix = 'jobs-local', dataDirectory: directory, ports, workersIdleSeconds = 300 } = options;
  const toUndo: (() => Promise<void>)[] = [];
  const recorded = recordingBy(options, toUndo);
  const stop = async () => {
    for (const undo of toUndo.splice(0).toReversed()) await undo();
  };
  try {
    if (directory) toUndo.push(await lockDirectory(directory));
    const startDynamoDb = options.dynamodb === 'dynoxide' ? startDynoxide : startDynalite;
    const tableService = await startDynamoDb({
      port: ports?.dynamodb ?? 0,
      ...(directory && { directory: join(directory, 'tables') }),
    });
    toUndo.push(tableService.stop);
    const fauxqs = await startFauxqs({
      port: ports?.services ?? 0,
      credentials: CREDENTIALS,
      ...(directory && { objectDirectory: join(directory, 'objects') }),
    });
    toUndo.push(fauxqs.stop);
    const names = { cluster: ecsNames(prefix).ECS_CLUSTER_NAME, servicePrefix: ecsNames(prefix).WORKER_SERVICE_PREFIX };
    const containers = await startEcs({ ...names, services: options.ecsServices ?? (() => []) });
    toUndo.push(containers.stop);
    const scalableTargets = declaredTargets();
    const scaler = await startApplicationAutoScaling({ ...names, targets: scalableTargets });
    toUndo.push(scaler.stop);
    const [dynamodb, services] = [await recorded(tableService.endpoint), await recorded(fauxqs.endpoint)];
    const [ecs, scaling] = [await recorded(containers.endpoint), await recorded(scaler.endpoint)];

    const settings = clientSettings(services);
    const [tables, topicArn, bucket] = await Promise.all([
      createTables(clientSettings(dynamodb), prefix),
      createTopic(settings, prefix),
      createBucket(settings, prefix),
      createQueues(settings, prefix),
    ]);
    await createSubscribedQueues(settings, prefix, topicArn);
    await fauxqs.restore();

    const intercepted = interceptingBy(options, toUndo);
    const resources = { tables, topicArn, bucket, prefix, workersIdleSeconds };
    const directEnvironment = environmentOf({ dynamodb, services, ecs, scaling }, resources);
    const environment = environmentOf(
      { dynamodb: await intercepted(dynamodb), services: await intercepted(services), ecs, scaling },
      resources,
    );
    return { environment, directEnvironment, scalableTargets, stop };
  } catch (error) {
    await stop();
    if (error instanceof StandInStartError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StandInStartError(`The stand-ins did not start: ${reason}`, { cause: error });
  }
}

interface Resources {
  readonly tables: Awaited<ReturnType<typeof createTables>>;
  readonly topicArn: string;
  readonly bucket: string;
  readonly prefix: string;
  readonly workersIdleSeconds: number;
}

function environmentOf(endpoints: Endpoints, resources: Resources): StandInEnvironment {
  const { tables, topicArn, bucket, prefix, workersIdleSeconds } = resources;
  return {
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SQS: endpoints.services,
    AWS_ENDPOINT_URL_SNS: endpoints.services,
    AWS_ENDPOINT_URL_S3: endpoints.services,
    AWS_ENDPOINT_URL_ECS: endpoints.ecs,
    AWS_ENDPOINT_URL_APPLICATION_AUTO_SCALING: endpoints.scaling,
    JOBS_TABLE_NAME: tables.jobs,
    API_KEYS_TABLE_NAME: tables.apiKeys,
    QUEUE_URL_PREFIX: `${endpoints.services}/${ACCOUNT_ID}/${prefix}-`,
    WEBHOOK_DELIVERIES_TABLE_NAME: tables.webhookDeliveries,
    WEBHOOK_QUEUE_URL: `${endpoints.services}/${ACCOUNT_ID}/${prefix}-${WEBHOOK_QUEUE}`,
    WEBHOOK_SECRETS_TABLE_NAME: tables.webhookSecrets,
    CONNECTIONS_TABLE_NAME: tables.connections,
    PUSH_QUEUE_URL: `${endpoints.services}/${ACCOUNT_ID}/${prefix}-${PUSH_QUEUE}`,
    SETTLEMENTS_QUEUE_URL: `${endpoints.services}/${ACCOUNT_ID}/${prefix}-${SETTLEMENTS_QUEUE}`,
    JOB_STATISTICS_TABLE_NAME: tables.jobStatistics,
    SCHEDULES_TABLE_NAME: tables.schedules,
    LIMITS_TABLE_NAME: tables.limits,
    JOB_GROUPS_TABLE_NAME: tables.jobGroups,
    CONTROLS_TABLE_NAME: tables.controls,
    AUDIT_TABLE_NAME: tables.audit,
    ...ecsNames(prefix),
    WORKERS_IDLE_SECONDS: String(workersIdleSeconds),
    JOB_EVENTS_TOPIC_ARN: topicArn,
    PAYLOAD_BUCKET_NAME: bucket,
    EVENT_SOURCE: '/jobs/local',
  };
}

const ecsNames = (prefix: string) => ({ ECS_CLUSTER_NAME: prefix, WORKER_SERVICE_PREFIX: `${prefix}-` });

/** As Terraform registers them. */
const declaredTargets = (): ScalableTargets =>
  new Map(
    JOB_TYPES.map(infrastructureSettings)
      .filter(isOnEcs)
      .map(({ name, compute: { minTasks, maxTasks } }) => [name, { minTasks, maxTasks }]),
  );

/** Puts a recording proxy in front of an endpoint, where recording is asked for. @returns the address to call */
function recordingBy(options: StandInsOptions, toUndo: (() => Promise<void>)[]) {
  // oxlint-disable-next-line node/no-process-env -- set for whole runs of tests, whose stand-ins start in many places
  const folder = options.recordCallsIn ?? process.env['RECORD_AWS_CALLS_IN'];
  const record = folder === undefined ? undefined : recordCallsIn(folder);
  return async (endpoint: string): Promise<string> => {
    if (!record) return endpoint;
    const proxy = await startRecordingProxy({ endpoint, record });
    toUndo.push(proxy.stop);
    return proxy.endpoint;
  };
}

/** Puts an intercepting proxy in front of an endpoint, where one is asked for. @returns the address to call */
function interceptingBy({ intercept }: StandInsOptions, toUndo: (() => Promise<void>)[]) {
  return async (endpoint: string): Promise<string> => {
    if (!intercept) return endpoint;
    const proxy = await startInterceptingProxy(endpoint, intercept);
    toUndo.push(proxy.stop);
    return proxy.endpoint;
  };
}
