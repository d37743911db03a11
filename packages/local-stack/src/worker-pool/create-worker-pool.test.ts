import { beforeEach, describe, expect, test } from '@jest/globals';
import { csvEtl, infrastructureSettings, isOnEcs, textAnalyze } from '@jobs/shared-contracts';
import { createTaskProtections, type TaskProtections } from '../ecs-agent/task-protection.ts';
import { createWorkerPool, type WorkerPool, type WorkerPoolOptions } from './create-worker-pool.ts';
import type { LaunchTask, TaskExit } from './launch-worker.ts';

interface FakeTask {
  readonly jobType: string;
  readonly agentUri: string;
  readonly signals: string[];
  end(reason: string): void;
}

let now: number;
let tasks: FakeTask[];
let depths: Record<string, number>;
let reports: string[];
let protections: TaskProtections;

/** `obeys` ends the task at SIGTERM; SIGKILL ends every task. */
function launcher(obeys = true): LaunchTask {
  return ({ jobType, agentUri }) => {
    const { promise: exited, resolve: end } = Promise.withResolvers<TaskExit>();
    const signals: string[] = [];
    tasks.push({ jobType, agentUri, signals, end: (reason) => end({ reason }) });
    return {
      pid: tasks.length,
      exited,
      signal(signal) {
        signals.push(signal);
        if (obeys || signal === 'SIGKILL') end({ reason: signal });
      },
    };
  };
}

function pool(options: Partial<WorkerPoolOptions> = {}): WorkerPool {
  return createWorkerPool({
    jobTypes: [csvEtl, textAnalyze].map(infrastructureSettings).filter(isOnEcs),
    readDepth: async (queue) => depths[queue] ?? 0,
    launch: launcher(),
    protections,
    agentUriOf: (taskId) => `http://agent/task/${taskId}`,
    now: () => now,
    report: (message) => reports.push(message),
    maxWorkers: 10,
    scaleInAfterMs: 20_000,
    stopTimeoutMs: 120_000,
    ...options,
  });
}

beforeEach(() => {
  now = 1_000_000;
  tasks = [];
  depths = {};
  reports = [];
  protections = createTaskProtections(() => now);
});

const runningTypes = (workers: WorkerPool) =>
  workers.inspect().flatMap(({ jobType, tasks: own }) => own.map(() => jobType));

describe('the worker pool', () => {
  test('runs nothing while all queues are empty', async () => {
    await pool().evaluate();
    expect(tasks).toEqual([]);
  });

  test('starts a worker for one message, with an agent of its own', async () => {
    depths['csv-etl-standard'] = 1;
    await pool().evaluate();
    expect(tasks).toMatchObject([{ jobType: 'csv-etl', agentUri: expect.stringMatching(/^http:\/\/agent\/task\/./) }]);
  });

  test('keeps to a minimum that was raised, though it sees no message, and to the declared one once it is lowered', async () => {
    let minimum = 1;
    const workers = pool({ minimumOf: (jobType) => (jobType === 'csv-etl' ? minimum : 0) });
    await workers.evaluate();
    expect(runningTypes(workers)).toEqual(['csv-etl']);
    now += 60_000;
    await workers.evaluate();
    expect(tasks[0]?.signals).toEqual([]);
    minimum = 0;
    await workers.evaluate();
    expect(tasks[0]?.signals).toEqual(['SIGTERM']);
  });

  test('grows by the declared steps up to the limit of the machine', async () => {
    const workers = pool();
    depths['csv-etl-standard'] = 10;
    await workers.evaluate();
    expect(runningTypes(workers)).toHaveLength(4);
    depths['csv-etl-standard'] = 100;
    await workers.evaluate();
    // One of the ten places is kept for text-analyze.
    expect(runningTypes(workers)).toHaveLength(9);
    depths['text-analyze-standard'] = 1;
    await workers.evaluate();
    expect(runningTypes(workers)).toContain('text-analyze');
  });

  test('stops its workers once the type has been idle for long enough', async () => {
    const workers = pool();
    depths['csv-etl-standard'] = 1;
    await workers.evaluate();
    depths['csv-etl-standard'] = 0;
    await workers.evaluate();
    now += 19_999;
    await workers.evaluate();
    expect(tasks[0]?.signals).toEqual([]);
    now += 1;
    await workers.evaluate();
    expect(tasks[0]?.signals).toEqual(['SIGTERM']);
    expect(runningTypes(workers)).toEqual([]);
    expect(reports).toEqual([]);
  });

  test('never stops a protected worker, and stops it when its protection has run out', async () => {
    const workers = pool();
    depths['csv-etl-standard'] = 1;
    await workers.evaluate();
    const taskId = workers.inspect()[0]?.tasks[0]?.taskId ?? '';
    protections.protect(taskId, 60);
    depths['csv-etl-standard'] = 0;
    await workers.evaluate();
    now += 59 * 60_000;
    await workers.evaluate();
    expect(tasks[0]?.signals).toEqual([]);
    now += 60_000;
    await workers.evaluate();
    expect(tasks[0]?.signals).toEqual(['SIGTERM']);
  });

  test('kills a worker that does not stop within the timeout', async () => {
    const workers = pool({ launch: launcher(false) });
    depths['csv-etl-standard'] = 1;
    await workers.evaluate();
    depths['csv-etl-standard'] = 0;
    await workers.evaluate();
    now += 20_000;
    await workers.evaluate();
    now += 119_999;
    await workers.evaluate();
    expect(tasks[0]?.signals).toEqual(['SIGTERM']);
    now += 1;
    await workers.evaluate();
    expect(tasks[0]?.signals).toEqual(['SIGTERM', 'SIGKILL']);
  });

  test('starts a worker again that ended by itself, later each time, and says so', async () => {
    const workers = pool();
    depths['csv-etl-standard'] = 1;
    const crash = async () => {
      await workers.evaluate();
      tasks.at(-1)?.end('code 1');
      await Promise.resolve();
    };
    await crash();
    expect(reports).toEqual(['A worker of csv-etl (process 1) ended by itself: code 1']);
    await workers.evaluate();
    expect(tasks).toHaveLength(1);
    now += 500;
    await crash();
    expect(tasks).toHaveLength(2);
    now += 500;
    await workers.evaluate();
    expect(tasks).toHaveLength(2);
    now += 500;
    await workers.evaluate();
    expect(tasks).toHaveLength(3);
  });

  test('leaves everything as it is when the queues cannot be read', async () => {
    depths['csv-etl-standard'] = 1;
    let away = false;
    const readDepth = async (queue: string) => {
      if (away) throw new Error('connect ECONNREFUSED');
      return depths[queue] ?? 0;
    };
    const workers = pool({ readDepth });
    await workers.evaluate();
    away = true;
    now += 60_000;
    await workers.evaluate();
    expect(tasks[0]?.signals).toEqual([]);
    expect(reports).toEqual(["The depth of the queues can't be read: connect ECONNREFUSED"]);
  });

  test('stops all, protected or not, and starts no more', async () => {
    const workers = pool();
    depths['csv-etl-standard'] = 1;
    await workers.evaluate();
    protections.protect(workers.inspect()[0]?.tasks[0]?.taskId ?? '', 60);
    await workers.stop();
    expect(tasks[0]?.signals).toEqual(['SIGTERM']);
    await workers.evaluate();
    expect(tasks).toHaveLength(1);
  });

  test('kills at the end what does not stop', async () => {
    const workers = pool({ launch: launcher(false), stopTimeoutMs: 10 });
    depths['csv-etl-standard'] = 1;
    await workers.evaluate();
    await workers.stop();
    expect(tasks[0]?.signals).toEqual(['SIGTERM', 'SIGKILL']);
  });
});
