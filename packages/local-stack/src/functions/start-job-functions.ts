import type { JobFunctionSettings } from '@jobs/shared-contracts';
import { actAs } from '@jobs/stand-ins';
import { startSqsEventSource, type SqsEventSourceOptions } from '../event-sources/start-sqs-event-source.ts';
import type { LogTarget } from '../processes/spawn-node.ts';
import { withinTime } from '../within-time.ts';
import { startFunctionHost } from './start-function-host.ts';

const MAIN = new URL('./job-function-main.ts', import.meta.url);

export interface JobFunctionsOptions {
  readonly jobTypes: readonly JobFunctionSettings[];
  /** The module of the function; asked for with the first job. */
  readonly module: () => Promise<URL>;
  /** Of the functions. */
  readonly environment: Readonly<Record<string, string>>;
  /** Of the event sources, and how to reach the queues. */
  readonly sourceEnvironment: SqsEventSourceOptions['environment'] & { readonly QUEUE_URL_PREFIX: string };
  readonly logs: LogTarget;
  readonly report: (message: string) => void;
  /** For how long jobs may go on once they are to stop. */
  readonly stopAfterMs: number;
}

/**
 * Runs the job types that are Lambda functions. Each queue has an event source, which invokes one function at a time in
 * a process that starts with the first job and is kept for the next, as Lambda keeps its execution environments.
 */
export function startJobFunctions(options: JobFunctionsOptions) {
  const running = options.jobTypes.flatMap((jobType) =>
    jobType.queues.map(({ name }) => runQueue(name, jobType, options)),
  );
  return {
    async stop() {
      await Promise.all(running.map((queue) => queue.stop()));
    },
  };
}

function runQueue(queue: string, jobType: JobFunctionSettings, options: JobFunctionsOptions) {
  const { name, compute, concurrencyPerWorker } = jobType;
  const { module, environment, logs, report, stopAfterMs } = options;
  const start = async () =>
    startFunctionHost({
      main: MAIN,
      args: [name, (await module()).href, String(compute.timeoutSeconds)],
      environment: { ...environment, ...actAs.worker(name), JOB_TYPE: name },
      logs,
      onDemand: true,
      onExit: (error) => report(`${error.message}: the next job of ${name} starts another`),
    });
  let host: ReturnType<typeof start> | undefined;
  const source = startSqsEventSource({
    queueUrl: `${options.sourceEnvironment.QUEUE_URL_PREFIX}${queue}`,
    functionName: name,
    batchSize: concurrencyPerWorker,
    environment: options.sourceEnvironment,
    invoke: async (functionName, event) => {
      host ??= start();
      return (await host).invoke(functionName, event);
    },
    report,
  });
  return {
    async stop() {
      const stopped = source.stop();
      await withinTime(stopped, stopAfterMs);
      await (await host)?.stop();
      await stopped;
    },
  };
}
