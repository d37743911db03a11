import { bundleDashboard, runnableWorker, type WorkerEntry } from '@jobs/bundler';
import { createJobStore, loadJobStoreConfig, type JobStore } from '@jobs/job-store';
import {
  infrastructureSettings,
  isOnEcs,
  isOnLambda,
  JOB_TYPES,
  type JobEvent,
  type ServiceSettings,
} from '@jobs/shared-contracts';
import openApiDocument from '@jobs/shared-contracts/openapi.json' with { type: 'json' };
import { startStandIns, type Intercept, type ScalableTargets } from '@jobs/stand-ins';
import { captureEvents } from './capture-events.ts';
import { createDashboard, type ServeDashboard } from './dashboard/serve-dashboard.ts';
import { startEventSources } from './event-sources/start-event-sources.ts';
import { startEcsAgent } from './ecs-agent/start-ecs-agent.ts';
import { createTaskProtections } from './ecs-agent/task-protection.ts';
import { startFunctionHost, type FunctionHost } from './functions/start-function-host.ts';
import type { InvokeFunction } from './functions/invoke-function.ts';
import { startJobFunctions } from './functions/start-job-functions.ts';
import { startGateway } from './gateway/start-gateway.ts';
import { createWebSocketApi, type WebSocketApi } from './gateway/web-socket/web-socket-api.ts';
import { DEFAULT_API_KEYS, DEFAULT_MAX_WORKERS, type LocalApiKey } from './local-defaults.ts';
import type { LoopbackServer } from './loopback-server.ts';
import type { LogTarget } from './processes/spawn-node.ts';
import { prepareDataDirectory } from './prepare-data-directory.ts';
import { readDeadLetters, type DeadLetter } from './read-dead-letters.ts';
import { runEvery } from './run-every.ts';
import { startScheduler } from './scheduler/start-scheduler.ts';
import { storeApiKeys } from './store-api-keys.ts';
import { createWorkerPool, type WorkerPool } from './worker-pool/create-worker-pool.ts';
import { createWorkerLauncher } from './worker-pool/launch-worker.ts';
import type { ServiceState } from './worker-pool/worker-service.ts';

export interface LocalStackOptions {
  /** Of the API; 0, the default, is any free one. */
  readonly port?: number;
  /** Keeps jobs and files from one start to the next. */
  readonly dataDirectory?: string;
  readonly apiKeys?: readonly LocalApiKey[];
  /** Worker processes of all job types together. */
  readonly maxWorkers?: number;
  /** Worker processes of each job type that stay when nothing waits; by default as many as it declares. */
  readonly minWorkersEach?: number;
  /** pino's level for the functions and workers. */
  readonly logLevel?: string;
  /** Where they write it. */
  readonly logs?: LogTarget;
  /** Told, for people, what goes wrong around the functions and workers. */
  readonly report?: (message: string) => void;
  /** Keeps all job events for `events()`. */
  readonly captureEvents?: boolean;
  readonly reconcileIntervalMs?: number;
  /** How often the depth of the queues is looked at. */
  readonly pollIntervalMs?: number;
  /** How long a job type must have been idle before its workers are stopped. */
  readonly scaleInAfterMs?: number;
  /** How long a worker lets running jobs finish once it is told to stop. */
  readonly shutdownGraceSeconds?: number;
  /** The longest pause before a worker that ended by itself is started again. */
  readonly longestRestartDelayMs?: number;
  /** What runs as a worker; by default the product's own entry. */
  readonly workerEntry?: WorkerEntry;
  /** Decides what becomes of each call of the functions and workers to the stand-ins. */
  readonly intercept?: Intercept;
}

export interface LocalStack {
  /** Of the API. */
  readonly url: string;
  readonly apiKeys: readonly LocalApiKey[];
  /** What a worker or a function finds in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Of the functions, while it runs. */
  functionProcess(): number | undefined;
  /** The ids of the WebSockets that are open. */
  connections(): readonly string[];
  /** The job types with their backlog and their worker processes. */
  workers(): readonly ServiceState[];
  /** Every job event so far; needs `captureEvents`. */
  events(): readonly JobEvent[];
  deadLetters(jobType: string): Promise<readonly DeadLetter[]>;
  /** Stops everything in order: workers release what they run, and nothing is left behind. */
  stop(): Promise<void>;
}

const DEFAULTS = {
  port: 0,
  apiKeys: DEFAULT_API_KEYS,
  maxWorkers: DEFAULT_MAX_WORKERS,
  logLevel: 'warn',
  logs: 'ignore',
  report: () => {},
  captureEvents: false,
  reconcileIntervalMs: 60_000,
  pollIntervalMs: 500,
  scaleInAfterMs: 20_000,
  shutdownGraceSeconds: 10,
  longestRestartDelayMs: 30_000,
  workerEntry: 'main',
} as const satisfies LocalStackOptions;

type Settings = LocalStackOptions & Required<Pick<LocalStackOptions, keyof typeof DEFAULTS>>;

const SETTINGS = JOB_TYPES.map(infrastructureSettings);
/** What runs every minute on AWS. */
const SCHEDULED = ['reconcile-jobs', 'retry-webhooks', 'run-schedules'];
const webSocketUrl = (apiUrl: string) => apiUrl.replace('http', 'ws');

/** What the functions alone find in their environment. */
const functionVariables = (apiUrl: string) => ({
  // A webhook's receiver is on this machine too, while somebody writes it.
  WEBHOOK_ALLOW_LOOPBACK: 'true',
  WEBSOCKET_URL: webSocketUrl(apiUrl),
  CONNECTIONS_ENDPOINT_URL: apiUrl,
});
/** As infra/modules/push routes them. */
const PUSH_ROUTES = {
  $connect: 'connect',
  $disconnect: 'disconnect',
  $default: 'push-messages',
  subscribe: 'push-messages',
  unsubscribe: 'push-messages',
  ping: 'push-messages',
} as const;
/** What the stop timeout leaves a worker after its grace, to release what it runs. */
const RELEASE_SECONDS = 10;
/** API Gateway's longest, and the default of the deployed authorizer. */
const AUTHORIZER_CACHE_MS = 300_000;

/**
 * Starts the whole system on this machine, on loopback only, and answers once it can take a job.
 * @throws {PortInUseError}
 * @throws {DataDirectoryError}
 */
export async function startLocalStack(options: LocalStackOptions = {}): Promise<LocalStack> {
  const settings: Settings = { ...DEFAULTS, ...options };
  /** What was started, to be stopped in reverse order. */
  const started: (() => Promise<void>)[] = [];
  const stop = async () => {
    for (const close of started.splice(0).toReversed()) await close();
  };
  try {
    return await startParts(settings, started, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startParts(settings: Settings, started: (() => Promise<void>)[], stop: () => Promise<void>) {
  const { dataDirectory } = settings;
  const workerModule = runnableWorker(settings.workerEntry);
  // Awaited below, unless something else fails before.
  workerModule.catch(() => {});
  const dashboardFiles = bundleDashboard();
  dashboardFiles.catch(() => {});
  if (dataDirectory) await prepareDataDirectory(dataDirectory);
  let pool: WorkerPool | undefined;
  const standIns = await startStandIns({
    intercept: settings.intercept,
    ecsServices: () => (pool?.inspect() ?? []).map(serviceTasksOf),
    workersIdleSeconds: Math.max(1, Math.round(settings.scaleInAfterMs / 1000)),
    ...(dataDirectory && { dataDirectory }),
  });
  started.push(() => standIns.stop());
  const environment = { ...standIns.environment, LOG_LEVEL: settings.logLevel };
  const store = createJobStore(loadJobStoreConfig(standIns.directEnvironment, ['queues', 'apiKeys']));
  started.push(async () => store.close());
  const capture = settings.captureEvents ? await captureEvents(standIns.directEnvironment) : undefined;
  if (capture) started.push(() => capture.stop());
  await storeApiKeys(store.apiKeys, settings.apiKeys, settings.dataDirectory);

  let stopping = false;
  const report = (message: string) => void (stopping || settings.report(message));
  // The functions are told the gateway's port, and it calls them: what comes before they are there waits for them.
  const host = Promise.withResolvers<FunctionHost>();
  const invoke: InvokeFunction = async (name, event) => (await host.promise).invoke(name, event);
  const webSocketApi = createWebSocketApi({ routes: PUSH_ROUTES, invoke });
  const serveDashboard = createDashboard({
    files: await dashboardFiles,
    apiKey: settings.apiKeys[0]?.key,
    // Asked for once there is a gateway to ask.
    connectTo: () => [new URL(environment.AWS_ENDPOINT_URL_S3).origin, webSocketUrl(gateway.url)],
  });
  const gateway = await startApi(settings.port, { invoke, webSocketApi, serveDashboard });
  started.push(() => gateway.close());
  const functions = await startFunctionHost({
    environment: { ...environment, ...functionVariables(gateway.url) },
    logs: settings.logs,
    onExit: (error) => report(`${error.message}: the next request starts another`),
  });
  started.push(() => functions.stop());
  host.resolve(functions);
  const { scalableTargets } = standIns;
  pool = await startPool({ settings, entry: await workerModule, environment, store, scalableTargets, report, started });
  const eventSources = startEventSources(standIns.directEnvironment, invoke, report);
  const jobFunctions = startJobFunctions({
    jobTypes: SETTINGS.filter(isOnLambda),
    module: () => runnableWorker('lambda/main'),
    environment,
    sourceEnvironment: standIns.directEnvironment,
    logs: settings.logs,
    report,
    stopAfterMs: settings.shutdownGraceSeconds * 1000,
  });
  const schedulers = SCHEDULED.map((functionName) =>
    startScheduler({ functionName, intervalMs: settings.reconcileIntervalMs, invoke, report }),
  );
  started.push(
    // Before the functions: nobody is to start them again.
    () => gateway.close(),
    ...eventSources.map((source) => () => source.stop()),
    () => jobFunctions.stop(),
    ...schedulers.map((scheduler) => () => scheduler.stop()),
  );
  return {
    url: gateway.url,
    apiKeys: settings.apiKeys,
    environment,
    functionProcess: () => functions.pid,
    connections: () => [...webSocketApi.connections.keys()],
    workers: () => pool?.inspect() ?? [],
    events: () => capture?.events() ?? [],
    deadLetters: (jobType: string) => readDeadLetters(store.queues, jobType),
    stop: () => {
      stopping = true;
      return stop();
    },
  };
}

/** What ECS would tell of a job type's service. */
const serviceTasksOf = ({ jobType, desiredTasks, tasks }: ServiceState) => ({
  jobType,
  running: tasks.filter(({ stopping }) => !stopping).length,
  desired: desiredTasks,
});

interface ApiParts {
  readonly invoke: InvokeFunction;
  readonly webSocketApi: WebSocketApi;
  readonly serveDashboard: ServeDashboard;
}

function startApi(port: number, parts: ApiParts): Promise<LoopbackServer> {
  return startGateway({
    ...parts,
    port,
    document: openApiDocument,
    authorizer: {
      functionName: 'authorize',
      identityHeader: openApiDocument.components.securitySchemes.apiKey.name,
      cacheMs: AUTHORIZER_CACHE_MS,
    },
  });
}

interface PoolParts {
  readonly settings: Settings;
  readonly entry: URL;
  readonly environment: Readonly<Record<string, string>>;
  readonly store: Pick<JobStore, 'queues'>;
  readonly scalableTargets: ScalableTargets;
  readonly report: (message: string) => void;
  readonly started: (() => Promise<void>)[];
}

function withMinimum(settings: ServiceSettings, minTasks: number | undefined): ServiceSettings {
  return minTasks === undefined ? settings : { ...settings, compute: { ...settings.compute, minTasks } };
}

async function startPool(parts: PoolParts): Promise<WorkerPool> {
  const { settings, entry, environment, store, scalableTargets, report, started } = parts;
  const { shutdownGraceSeconds, logs, maxWorkers, minWorkersEach, scaleInAfterMs, longestRestartDelayMs } = settings;
  const protections = createTaskProtections(Date.now);
  const agent = await startEcsAgent(protections);
  started.push(() => agent.close());
  const pool = createWorkerPool({
    jobTypes: SETTINGS.filter(isOnEcs).map((jobType) => withMinimum(jobType, minWorkersEach)),
    readDepth: async (queueName) => {
      const { visible, inFlight, delayed } = await store.queues.getDepth(queueName);
      return visible + inFlight + delayed;
    },
    minimumOf: (jobType) => scalableTargets.get(jobType)?.minTasks ?? 0,
    launch: createWorkerLauncher({ entry, environment, shutdownGraceSeconds, logs }),
    protections,
    agentUriOf: (taskId) => agent.uriOf(taskId),
    now: Date.now,
    report,
    maxWorkers,
    scaleInAfterMs,
    longestRestartDelayMs,
    stopTimeoutMs: (shutdownGraceSeconds + RELEASE_SECONDS) * 1000,
  });
  started.push(() => pool.stop());
  const polling = runEvery(settings.pollIntervalMs, () => pool.evaluate());
  started.push(() => polling.stop());
  return pool;
}
