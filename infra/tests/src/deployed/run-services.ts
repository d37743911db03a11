import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { actAs } from '@jobs/stand-ins';
import type { ClientSettings } from '../account/start-account.ts';
import type { RecordedCall } from '../permissions/recorded-call.ts';
import type { Deployment } from '../read-back/read-deployment.ts';
import type { AppliedService } from '../read-back/read-services.ts';
import { startRecordedAgent } from './start-recorded-agent.ts';
import { desiredTasks, queueMetrics, type QueueDepth } from '../wiring/desired-tasks.ts';

export interface ServicesOptions {
  readonly settings: ClientSettings;
  /** What the task has of the account besides its applied environment. */
  readonly account: Readonly<Record<string, string>>;
  /** Told of the calls that the ECS agent makes for a task. */
  readonly record: (call: RecordedCall) => void;
}

export interface Services {
  /**
   * Measures the applied queues, and starts or stops workers as the applied alarms and policies say. Waits for those
   * that are stopped.
   */
  evaluate(): Promise<void>;
  /** The job types whose workers run, in order. */
  running(): readonly string[];
  /** Every job type that a worker was ever started for. */
  started(): ReadonlySet<string>;
  stop(): Promise<void>;
}

const WORKER = new URL(import.meta.resolve('@jobs/worker/main'));

/** Runs at most one task of each service, as a process with the environment of the applied task definition. */
export async function runServices(
  deployment: Deployment,
  { settings, account, record }: ServicesOptions,
): Promise<Services> {
  const sqs = new SQSClient(settings);
  const agent = await startRecordedAgent(record);
  const tasks = new Map<string, ChildProcess>();
  const started = new Set<string>();

  async function adjust({ scalingId, container }: AppliedService, desired: number | undefined): Promise<void> {
    const jobType = container.environment['JOB_TYPE'] ?? '';
    const task = tasks.get(scalingId);
    if (task && desired === 0) {
      const exit = once(task, 'exit');
      task.kill('SIGTERM');
      await exit;
    }
    if (task || !desired) return;
    const child = fork(WORKER, [], {
      env: {
        ...container.environment,
        ...account,
        ...actAs.worker(jobType),
        ECS_AGENT_URI: agent.uriFor(scalingId, jobType),
      },
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
      await Promise.all(
        deployment.services.map((service) => adjust(service, desiredTasks(deployment, service.scalingId, read))),
      );
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
      await agent.close();
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
