import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { LocalStack } from '../start-local-stack.ts';
import { createDisturber } from './disturb.ts';
import type { DisturbanceKind } from './plan/plan-disturbances.ts';

const started: ReturnType<typeof spawn>[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

/** A process that does nothing until it is told to end. */
function startTask(taskId: string) {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  started.push(child);
  const exited = once(child, 'exit').then(([, signal]) => signal as string | null);
  return { task: { taskId, pid: child.pid, protected: false, stopping: false }, exited };
}

function stackOf(tasks: ReturnType<typeof startTask>['task'][], functions?: number) {
  const workers: LocalStack['workers'] = () => [{ jobType: 'text-analyze', backlog: 1, desiredTasks: 2, tasks }];
  return { workers, functionProcess: () => functions };
}

const planned = (kind: DisturbanceKind, pick = 0) => [{ kind, afterEnded: 5, pick }];

describe('a disturbance', () => {
  test('comes when so many jobs have ended, and hits the task that was picked', async () => {
    const [spared, hit] = [startTask('a'), startTask('b')];
    const disturber = createDisturber(stackOf([spared.task, hit.task]), planned('kill-worker', 0.5), () => 7);
    disturber.disturb(4);
    expect(disturber.isDone).toBe(false);
    disturber.disturb(5);
    expect(await hit.exited).toBe('SIGKILL');
    expect(disturber).toMatchObject({
      isDone: true,
      outages: [{ taskId: 'b', at: 7 }],
      deaths: [{ writer: 'b', at: 7 }],
    });
    expect(spared.task.pid && process.kill(spared.task.pid, 0)).toBe(true);
  });

  test('waits for somebody to disturb, and kills nobody twice', async () => {
    const { task, exited } = startTask('a');
    const tasks: (typeof task)[] = [];
    const disturber = createDisturber(stackOf(tasks), [...planned('kill-worker'), ...planned('kill-worker')]);
    disturber.disturb(5);
    tasks.push(task);
    disturber.disturb(5);
    await exited;
    disturber.disturb(5);
    expect(Object.fromEntries(disturber.counts)).toEqual({ 'kill-worker': 1 });
    expect(disturber.isDone).toBe(false);
  });

  test('of a deploy stops all tasks of the type', async () => {
    const all = [startTask('a'), startTask('b')];
    createDisturber(stackOf(all.map(({ task }) => task)), planned('deploy')).disturb(5);
    expect(await Promise.all(all.map(({ exited }) => exited))).toEqual(['SIGTERM', 'SIGTERM']);
  });

  test('that pauses a task is over when it may go on', () => {
    const disturber = createDisturber(stackOf([startTask('a').task]), planned('pause-worker'));
    disturber.disturb(5);
    expect(disturber.isDone).toBe(false);
    disturber.calm();
    expect(disturber).toMatchObject({ isDone: true, outages: [{ taskId: 'a' }], deaths: [] });
  });

  test('of the functions hits their process', async () => {
    const { task, exited } = startTask('functions');
    createDisturber(stackOf([], task.pid), planned('kill-functions')).disturb(5);
    expect(await exited).toBe('SIGKILL');
  });
});
