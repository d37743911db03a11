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
  /** Of all submissions together, one wakes within it. */
  readonly intervalMs: number;
  /** The reconciler lets a service sleep after so long without work. */
  readonly idleMs: number;
  /** From the submission until the desired count has changed. */
  readonly callMs: Range;
}

const MINUTE_MS = 60_000;

/**
 * Wake on submit. The minimum that a submission raises is lowered by the reconciler, which looks at the queues each
 * minute: that also keeps their metrics active, and wakes a service that has work and was left asleep.
 */
export function createWaker(options: WakerOptions) {
  const { timeline, random, mode, service, declaredMinTasks, backlog, intervalMs, idleMs, callMs } = options;
  if (mode === 'alarms' || declaredMinTasks > 0) return { onSubmit: () => undefined };
  let isRaised = false;
  let lastWakeMs = -Infinity;
  let workAtMs = -Infinity;

  function wake() {
    workAtMs = timeline.now();
    if (timeline.now() - lastWakeMs < intervalMs) return;
    if (mode === 'desired-count' ? service.desiredTasks() > 0 : isRaised) return;
    lastWakeMs = timeline.now();
    isRaised = true;
    timeline.after(drawBetween(random, callMs), () => {
      if (mode === 'submit') service.registerMinimum(1);
      else service.updateDesired(Math.max(1, service.desiredTasks()));
    });
  }

  if (mode === 'submit') {
    timeline.every(MINUTE_MS, timeline.now() + random() * MINUTE_MS, () => {
      service.useQueues();
      if (backlog() > 0) return wake();
      if (!isRaised || timeline.now() - workAtMs < idleMs) return;
      isRaised = false;
      service.registerMinimum(declaredMinTasks);
    });
  }
  return { onSubmit: wake };
}
