import { wakeTimes } from '@jobs/job-store/wake-times';
import { drawBetween, type Range } from '../random/draw.ts';
import type { Random } from '../random/create-random.ts';
import type { ScaledService } from '../scaling/create-scaled-service.ts';
import type { Timeline } from '../virtual-time/create-timeline.ts';

/**
 * Who wakes a service that sleeps at zero tasks: `submit`, the submission, by raising the minimum of the scalable target;
 * `desired-count`, the submission, by setting the desired count, for comparison; `alarms`, nobody but the alarms.
 */
export type WakeMode = 'submit' | 'desired-count' | 'alarms';

export interface WakerOptions {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly mode: WakeMode;
  readonly service: ScaledService;
  readonly declaredMinTasks: number;
  readonly backlog: () => number;
  /** The reconciler lets a service sleep after so long without work. */
  readonly idleSeconds: number;
  /** From the submission until the desired count has changed. */
  readonly callMs: Range;
}

const MINUTE_MS = 60_000;

/**
 * Wake on submit, as ADR 0023 has it, with one process that submits. It notes when there was work, and relies on that for
 * a while; whoever notes the first work wakes the service by its minimum. The reconciler looks at the queues each minute:
 * it notes what it sees, makes up for a wake that is missing, keeps the metrics active, and lowers the minimum once the
 * noted work is long ago.
 */
export function createWaker(options: WakerOptions) {
  const { timeline, random, mode, service, declaredMinTasks, backlog, callMs } = options;
  const { idleMs, intervalMs, trustMs } = wakeTimes(options.idleSeconds);
  let workAtMs: number | undefined;

  function call(change: () => void) {
    timeline.after(drawBetween(random, callMs), change);
  }

  function noteWork() {
    const nowMs = timeline.now();
    if (workAtMs === undefined) call(() => service.registerMinimum(Math.max(1, declaredMinTasks)));
    if (workAtMs === undefined || nowMs - workAtMs >= intervalMs) workAtMs = nowMs;
  }

  function reconcile() {
    service.useQueues();
    if (backlog() > 0) noteWork();
    else if (workAtMs !== undefined && timeline.now() - workAtMs >= idleMs) {
      workAtMs = undefined;
      service.registerMinimum(declaredMinTasks);
    }
  }

  if (declaredMinTasks === 0 && mode === 'submit') {
    timeline.every(MINUTE_MS, timeline.now() + random() * MINUTE_MS, reconcile);
    return {
      onSubmit() {
        if (workAtMs === undefined || timeline.now() - workAtMs >= trustMs) noteWork();
      },
    };
  }
  let lastSetMs = -Infinity;
  return {
    onSubmit() {
      const isAsleep = declaredMinTasks === 0 && service.desiredTasks() === 0;
      if (mode !== 'desired-count' || !isAsleep || timeline.now() - lastSetMs < intervalMs) return;
      lastSetMs = timeline.now();
      call(() => service.updateDesired(Math.max(1, service.desiredTasks())));
    },
  };
}
