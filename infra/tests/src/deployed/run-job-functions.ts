import { mkdir } from 'node:fs/promises';
import { startSqsEventSource, type SqsEventSourceOptions } from '@jobs/local-stack/sqs-event-source';
import { actAs } from '@jobs/stand-ins';
import type { Deployment } from '../read-back/read-deployment.ts';
import { JOB_FUNCTIONS, jobFunctionOf } from '../wiring/job-function-problems.ts';
import type { Infrastructure } from './apply-infrastructure.ts';
import { startFunction } from './start-function.ts';

interface JobFunctionsOptions {
  readonly readZip: Infrastructure['readZip'];
  readonly folder: string;
  /** What the functions have of the account besides their applied environment. */
  readonly account: SqsEventSourceOptions['environment'];
}

/** Runs the functions of job types from their zips, invoked by the queues that the applied event sources name. */
export async function runJobFunctions(deployment: Deployment, { readZip, folder, account }: JobFunctionsOptions) {
  await mkdir(folder, { recursive: true });
  const running = await Promise.all(
    JOB_FUNCTIONS.map(async ({ name }) => {
      const applied = jobFunctionOf(deployment, name);
      if (!applied) throw new Error(`There is no function of ${name} to run`);
      const environment = { ...account, ...actAs.worker(name) };
      const started = await startFunction(applied, await readZip(`jobs/${name}`), { folder, account: environment });
      const sources = deployment.eventSources
        .filter(({ functionArn }) => functionArn === applied.arn)
        .map(({ queueArn, batchSize }) =>
          startSqsEventSource({
            queueUrl: deployment.queues.find(({ arn }) => arn === queueArn)?.url ?? '',
            functionName: applied.name,
            batchSize,
            environment,
            invoke: (_, event) => started.invoke(event),
            report: (message) => process.stderr.write(`${message}\n`),
          }),
        );
      return { sources, started };
    }),
  );
  return {
    async stop() {
      await Promise.all(running.flatMap(({ sources }) => sources.map((source) => source.stop())));
      await Promise.all(running.map(({ started }) => started.stop()));
    },
  };
}
