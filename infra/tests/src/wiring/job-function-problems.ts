import { createHash } from 'node:crypto';
import { infrastructureSettings, isOnLambda, type JobFunctionSettings } from '@jobs/shared-contracts';
import { loadConfig } from '@jobs/worker/lambda/config';
import { DEPLOYED_JOB_TYPES } from '../deployed/deployed-job-types.ts';
import type { Deployment } from '../read-back/read-deployment.ts';
import type { AppliedFunction } from '../read-back/read-functions.ts';
import { environmentProblems } from './environment-problems.ts';
import type { ReadZip } from './function-problems.ts';
import { queueNamed } from './queue-problems.ts';

/** The job types that are deployed as functions. */
export const JOB_FUNCTIONS = DEPLOYED_JOB_TYPES.map(infrastructureSettings).filter(isOnLambda);

/** The function that runs the jobs of a type. */
export function jobFunctionOf({ functions }: Pick<Deployment, 'functions'>, jobType: string) {
  const running = functions.filter(({ environment }) => environment['JOB_TYPE'] === jobType);
  return running.length === 1 ? running[0] : undefined;
}

/** Where a job type's function could not start, or its queues don't invoke it as it is declared. */
export async function jobFunctionProblems(deployment: Deployment, readZip: ReadZip): Promise<string[]> {
  const problems = await Promise.all(
    JOB_FUNCTIONS.map(async (jobType) => {
      const applied = jobFunctionOf(deployment, jobType.name);
      if (!applied) return [`function of ${jobType.name}: there is not exactly one`];
      const zip = await readZip(`jobs/${jobType.name}`);
      return [
        ...functionProblems(deployment, applied, jobType),
        ...(applied.codeSha256 === createHash('sha256').update(zip).digest('base64')
          ? []
          : ['does not run its own zip']),
        ...jobType.queues.flatMap(({ name }) => eventSourceProblems(deployment, applied, jobType, name)),
      ].map((problem) => `function of ${jobType.name}: ${problem}`);
    }),
  );
  return problems.flat();
}

function functionProblems(
  deployment: Deployment,
  applied: AppliedFunction,
  { compute }: JobFunctionSettings,
): string[] {
  const { environment, timeoutSeconds } = applied;
  return [
    ...environmentProblems(deployment, environment, loadConfig),
    ...(timeoutSeconds === compute.timeoutSeconds ? [] : [`is ended after ${timeoutSeconds} s`]),
  ];
}

function eventSourceProblems(
  deployment: Deployment,
  applied: AppliedFunction,
  { compute, concurrencyPerWorker }: JobFunctionSettings,
  queue: string,
): string[] {
  const found = deployment.eventSources.filter(({ queueArn }) => queueArn === queueNamed(deployment, queue)?.arn);
  const [source] = found;
  if (!source || found.length > 1) return [`queue ${queue} invokes ${found.length} functions instead of one`];
  return [
    source.functionArn === applied.arn ? '' : `queue ${queue} invokes ${source.functionArn}`,
    source.enabled ? '' : `queue ${queue} invokes nothing at present`,
    source.partialFailures ? '' : `one message of queue ${queue} that comes again brings back its batch`,
    source.batchSize === concurrencyPerWorker ? '' : `queue ${queue} hands over ${source.batchSize} jobs at once`,
    source.maxConcurrency === compute.maxConcurrency ? '' : `queue ${queue} has ${source.maxConcurrency} run at once`,
  ].filter(Boolean);
}
