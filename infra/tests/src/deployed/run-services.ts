import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { ClientSettings } from '../account/start-account.ts';
import type { Deployment } from '../read-back/read-deployment.ts';
import type { AppliedService } from '../read-back/read-services.ts';
import { desiredTasks, queueMetrics, type QueueDepth } from '../wiring/desired-tasks.ts';

export interface ServicesOptions {
  readonly settings: ClientSettings;
  /** What the task has of the account besides its applied environment. */
  readonly account: Readonly<Record<string, string>>;
}

export interface Services {
  /** Measures the applied queues, and starts or stops workers as the applied alarms and policies say. */
  evaluate(): Promise<void>;
  /** The job types whose workers run, in order. */
  running(): readonly string[];
  /** Every job type that a worker was ever started for. */
  started(): ReadonlySet<string>;
  stop(): Promise<void>;
}

const WORKER = new URL(import.meta.resolve('@jobs/worker/main'));

/** Runs at most one task of each service, as a process with the environment of the applied task definition. */
export function runServices(deployment: Deployment, { settings, account }: ServicesOptions): Services {
  const sqs = new SQSClient(settings);
  const tasks = new Map<string, ChildProcess>();
  const started = new Set<string>();

  function adjust({ scalingId, container }: AppliedService, desired: number | undefined) {
    const jobType = container.environment['JOB_TYPE'] ?? '';
    const task = tasks.get(scalingId);
    if (desired === 0) task?.kill('SIGTERM');
    if (task || !desired) return;
    const child = fork(WORKER, [], {
      env: { ...container.environment, ...account },
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child.once('exit', () => tasks.delete(scalingId));
    started.add(jobType);
    tasks.set(scalingId, child);
  }

  return {
    async evaluate() {
      const read = queueMetrics(await readDepths(sqs, deployment));
      for (const service of deployment.services) adjust(service, desiredTasks(deployment, service.scalingId, read));
    },
    running: () =>
      deployment.services
        .filter(({ scalingId }) => tasks.has(scalingId))
        .map(({ container }) => container.environment['JOB_TYPE'] ?? '')
        .toSorted(),
    started: () => started,
    async stop() {
      const exits = [...tasks.values()].map((task) => once(task, 'exit'));
      for (const task of tasks.values()) task.kill('SIGKILL');
      await Promise.all(exits);
      sqs.destroy();
    },
  };
}

async function readDepths(sqs: SQSClient, { queues }: Deployment): Promise<Readonly<Record<string, QueueDepth>>> {
  const depths = queues.map(async ({ name, url }) => {
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: url,
        AttributeNames: [
          'ApproximateNumberOfMessages',
          'ApproximateNumberOfMessagesNotVisible',
          'ApproximateNumberOfMessagesDelayed',
        ],
      }),
    );
    const depth: QueueDepth = {
      visible: Number(Attributes['ApproximateNumberOfMessages']),
      inFlight: Number(Attributes['ApproximateNumberOfMessagesNotVisible']),
      delayed: Number(Attributes['ApproximateNumberOfMessagesDelayed']),
    };
    return [name, depth] as const;
  });
  return Object.fromEntries(await Promise.all(depths));
}
