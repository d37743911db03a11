import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createApiKey, hashApiKey } from '@jobs/api-handlers';
import { createJobStore, loadJobStoreConfig } from '@jobs/job-store';
import { SCOPES } from '@jobs/shared-contracts';
import { actAs } from '@jobs/stand-ins';
import { REGION, type Account } from '../account/start-account.ts';
import type { RecordedCall } from '../permissions/recorded-call.ts';
import type { AppliedFunction } from '../read-back/read-functions.ts';
import type { Deployment } from '../read-back/read-deployment.ts';
import { functionNamed } from '../wiring/function-named.ts';
import { FUNCTION_NAMES } from '../wiring/function-problems.ts';
import { scheduleNamed } from '../wiring/schedule-problems.ts';
import type { Infrastructure } from './apply-infrastructure.ts';
import { runJobFunctions } from './run-job-functions.ts';
import { runServices, type Services } from './run-services.ts';
import { startDeployedApi } from './start-deployed-api.ts';
import { startFunction, type DeployedFunction, type FunctionOutcome } from './start-function.ts';

export interface RunningDeployment {
  readonly apiUrl: string;
  /** Opens every route. */
  readonly apiKey: string;
  readonly services: Services;
  /** What AWS called on behalf of the deployment, beside the calls that its own code made. */
  readonly calls: readonly RecordedCall[];
  /** Invokes what the schedule of a function invokes, as EventBridge Scheduler does. */
  runSchedule(scheduled: string): Promise<FunctionOutcome>;
  stop(): Promise<void>;
}

/** Runs what was read back: the zips' code behind the applied routes, and workers by the applied alarms. */
export async function runDeployment(deployment: Deployment, { account, workFolder, readZip }: Infrastructure) {
  const environment = accountEnvironment(account);
  const folder = join(workFolder, 'unpacked');
  await mkdir(folder, { recursive: true });
  const functions = new Map<string, DeployedFunction>();
  const calls: RecordedCall[] = [];
  for (const name of FUNCTION_NAMES) {
    const applied = functionNamed(deployment, name);
    if (!applied) throw new Error(`There is no function ${name} to run`);
    const own = { ...environment, ...actAs.function(name) };
    const start = async () => startFunction(applied, await readZip(name), { folder, account: own });
    functions.set(applied.arn, startedWhenInvoked(start));
  }
  const api = await startDeployedApi(deployment, functions);
  const record = (call: RecordedCall) => void calls.push(call);
  const services = await runServices(deployment, { settings: account.clientSettings, account: environment, record });
  const jobFunctions = await runJobFunctions(deployment, { readZip, folder, account: environment });
  const running: RunningDeployment = {
    apiUrl: api.url,
    apiKey: await storeApiKey(functionNamed(deployment, 'authorize'), environment),
    services,
    calls,
    runSchedule: async (scheduled) => {
      const target = scheduleNamed(deployment, scheduled)?.targetArn ?? '';
      record({
        principal: `scheduler-${scheduled}`,
        service: 'lambda',
        operation: 'Invoke',
        resource: target,
        status: 202,
      });
      const event = { version: '0', source: 'aws.scheduler', 'detail-type': 'Scheduled Event', detail: '{}' };
      return (await functions.get(target)?.invoke(event)) ?? { ok: false, errorMessage: `There is no ${target}` };
    },
    async stop() {
      await services.stop();
      await jobFunctions.stop();
      await api.close();
      await Promise.all([...functions.values()].map((started) => started.stop()));
    },
  };
  return running;
}

/** As Lambda does, it starts a function with its first invocation. */
function startedWhenInvoked(start: () => Promise<DeployedFunction>): DeployedFunction {
  let started: Promise<DeployedFunction> | undefined;
  return {
    async invoke(event) {
      started ??= start();
      return (await started).invoke(event);
    },
    stop: async () => (await started)?.stop(),
  };
}

/** What a process on AWS has besides its configuration: a region and credentials; and here, where AWS is. */
function accountEnvironment({ endpoint, clientSettings }: Account) {
  return {
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: clientSettings.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: clientSettings.credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ENDPOINT_URL_SQS: endpoint,
    AWS_ENDPOINT_URL_SNS: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_ENDPOINT_URL_ECS: endpoint,
    AWS_ENDPOINT_URL_APPLICATION_AUTO_SCALING: endpoint,
  };
}

/** Puts a key where the applied authorizer looks for it. */
async function storeApiKey(authorizer: AppliedFunction | undefined, account: Readonly<Record<string, string>>) {
  const store = createJobStore(loadJobStoreConfig({ ...authorizer?.environment, ...account }, ['apiKeys']));
  const key = createApiKey();
  await store.apiKeys.putApiKey({ keyHash: hashApiKey(key), owner: 'tests', scopes: SCOPES, createdAt: Date.now() });
  store.close();
  return key;
}
