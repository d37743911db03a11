import type { LaunchRate } from '../fargate/create-launch-rate.ts';
import type { StartTime } from '../fargate/start-time.ts';
import type { Random } from '../random/create-random.ts';
import { drawBetween, drawTriangular, type Range } from '../random/draw.ts';
import type { Timeline } from '../virtual-time/create-timeline.ts';
import { createMembers } from './members.ts';
import { createTaskMeter, type Task } from './task-meter.ts';
import { createWorkQueue, type SimulatedJob } from './work-queue.ts';

export interface TaskPoolOptions {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly slotsPerTask: number;
  readonly launchRate: LaunchRate;
  readonly startTime: StartTime;
  /** From a change of the desired count until ECS launches. */
  readonly reactionMs: Range;
  /** From SIGTERM until an idle task has ended. */
  readonly stopMs: number;
  /** From the message, or the free slot, until the job runs. */
  readonly pickUpMs: number;
  readonly onStart: (job: SimulatedJob, startedMs: number) => void;
}

/**
 * The tasks of a service: launched at Fargate's rate, ready some time later, with slots that take jobs, oldest first.
 * When there are more than desired, tasks without a job are stopped, as the others have protected themselves; these
 * follow when they have become idle.
 */
export function createTaskPool(options: TaskPoolOptions) {
  const { timeline, random, slotsPerTask, launchRate, stopMs, pickUpMs, onStart } = options;
  const queue = createWorkQueue();
  const meter = createTaskMeter();
  /** Tasks that ECS counts; those of them that can take a job now; those that it may stop. */
  const counted = createMembers<Task>();
  const free = createMembers<Task>();
  const stoppable = createMembers<Task>();
  let desired = 0;
  let ready = 0;
  let inFlight = 0;

  function stopSurplus() {
    while (counted.size() > desired && stoppable.size() > 0) {
      const task = stoppable.pick(random());
      for (const members of [counted, free, stoppable]) members.remove(task);
      const isReady = task.readyMs !== undefined;
      if (isReady) ready -= 1;
      task.stopped = true;
      meter.end(task, timeline.now() + (isReady ? stopMs : 0));
    }
  }

  function run(task: Task, job: SimulatedJob) {
    const heldMs = pickUpMs + job.workMs;
    task.busySlots += 1;
    inFlight += 1;
    stoppable.remove(task);
    if (task.busySlots === slotsPerTask) free.remove(task);
    onStart(job, timeline.now() + pickUpMs);
    meter.work(heldMs);
    timeline.after(heldMs, () => finish(task));
  }

  function finish(task: Task) {
    task.busySlots -= 1;
    inFlight -= 1;
    const next = queue.take();
    if (next) {
      run(task, next);
      return;
    }
    free.add(task);
    if (task.busySlots === 0) stoppable.add(task);
    stopSurplus();
  }

  function becomeReady(task: Task) {
    if (task.stopped) return;
    task.readyMs = timeline.now();
    ready += 1;
    free.add(task);
    while (task.busySlots < slotsPerTask) {
      const job = queue.take();
      if (!job) return;
      run(task, job);
    }
  }

  function launch() {
    const { minMs: min, modeMs: mode, maxMs: max } = options.startTime;
    const launchedMs = launchRate.next(timeline.now() + drawBetween(random, options.reactionMs));
    const task: Task = { launchedMs, readyMs: undefined, busySlots: 0, stopped: false };
    meter.launch();
    counted.add(task);
    stoppable.add(task);
    timeline.at(launchedMs + drawTriangular(random, { min, mode, max }), () => becomeReady(task));
  }

  return {
    submit(job: SimulatedJob) {
      if (free.size() > 0) run(free.pick(random()), job);
      else queue.add(job);
    },
    waiting: queue.length,
    inFlight: () => inFlight,
    ready: () => ready,
    starting: () => counted.size() - ready,
    usage: () => meter.usage(timeline.now(), counted.all()),
    /** The desired count of the service. */
    setDesired(tasks: number) {
      desired = tasks;
      stopSurplus();
      while (counted.size() < desired) launch();
    },
  };
}
