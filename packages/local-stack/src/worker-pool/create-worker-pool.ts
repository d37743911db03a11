import type { ServiceSettings } from '@jobs/shared-contracts';
import { withinTime } from '../within-time.ts';
import { allocateTasks } from './allocate-tasks.ts';
import { createWorkerService, type ServiceDeps, type WorkerService } from './worker-service.ts';

export interface WorkerPoolOptions extends ServiceDeps {
  readonly jobTypes: readonly ServiceSettings[];
  /** Visible, in flight and delayed messages of a queue. */
  readonly readDepth: (queueName: string) => Promise<number>;
  /** Worker processes of all job types together. */
  readonly maxWorkers: number;
  readonly scaleInAfterMs: number;
}

/**
 * What alarms, step scaling and ECS do for the job types' services: reads the depth of the queues, decides by the
 * declared steps how many tasks each type gets, and starts and stops them.
 */
export function createWorkerPool(options: WorkerPoolOptions) {
  const { readDepth, maxWorkers, scaleInAfterMs, stopTimeoutMs, report } = options;
  const services = options.jobTypes.map((settings) => createWorkerService(settings, options));
  let closing = false;

  async function observe(service: WorkerService) {
    const depths = await Promise.all(service.settings.queues.map(({ name }) => readDepth(name)));
    service.observe(
      depths.reduce((sum, depth) => sum + depth, 0),
      scaleInAfterMs,
    );
  }

  return {
    /** One round: looks at the queues, then starts and stops tasks. A failing look leaves everything as it is. */
    async evaluate() {
      try {
        await Promise.all(services.map(observe));
      } catch (error) {
        report(`The depth of the queues can't be read: ${error instanceof Error ? error.message : String(error)}`);
        return;
      }
      if (closing) return;
      for (const service of services) service.killOverdue();
      const served = services.toSorted((a, b) => a.waitingSinceMs() - b.waitingSinceMs() || 0);
      const stopping = services.reduce((sum, service) => sum + service.stoppingTasks(), 0);
      const targets = allocateTasks(
        served.map((service) => service.demand()),
        maxWorkers - stopping,
      );
      for (const service of served) service.adjust(targets.get(service.settings.name) ?? 0);
    },
    inspect: () => services.map((service) => service.inspect()),
    /** Stops every task: SIGTERM, and SIGKILL after the stop timeout. No task is started any more. */
    async stop() {
      closing = true;
      for (const service of services) service.stopAll();
      const exited = Promise.all(services.map((service) => service.exited()));
      const { inTime } = await withinTime(exited, stopTimeoutMs);
      if (!inTime) for (const service of services) service.killAll();
      await exited;
    },
  };
}

export type WorkerPool = ReturnType<typeof createWorkerPool>;
