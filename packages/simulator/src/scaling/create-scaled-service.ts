import { alarmStateOf, minutesLookedAt, type AlarmState } from '../alarms/alarm-state.ts';
import { createQueueMetric, MINUTE_MS, type QueueMetric } from '../metrics/create-queue-metric.ts';
import type { MetricLag } from '../metrics/metric-lag.ts';
import type { Random } from '../random/create-random.ts';
import type { Timeline } from '../virtual-time/create-timeline.ts';
import type { ScalingAlarm, ScalingRules } from './scaling-rules.ts';

export interface ScaledServiceOptions {
  readonly timeline: Timeline;
  readonly random: Random;
  readonly rules: ScalingRules;
  readonly lag: MetricLag;
  /** Visible, in flight and delayed messages, now. */
  readonly backlog: () => number;
  readonly runningTasks: () => number;
  /** The desired count of the service has changed. */
  readonly onDesired: (tasks: number, cause: string) => void;
}

/**
 * A service of ECS with its scalable target: queues' metrics that lag, alarms that are evaluated each minute and repeat
 * their action while they last, and policies within the target's bounds. It begins at its minimum, with queues that
 * nobody has used.
 */
export function createScaledService(options: ScaledServiceOptions) {
  const { timeline, random, rules, lag, backlog, runningTasks, onDesired } = options;
  let { minTasks } = rules;
  let desired = minTasks;

  function desire(tasks: number, cause: string) {
    if (tasks === desired) return;
    desired = tasks;
    onDesired(tasks, cause);
  }
  const clamp = (tasks: number) => Math.min(rules.maxTasks, Math.max(minTasks, tasks));

  const measures: Readonly<Record<ScalingAlarm['metric'], () => number>> = {
    backlog,
    backlogPerTask: () => backlog() / Math.max(1, runningTasks()),
  };
  const common = { timeline, random, lag, isEmpty: () => backlog() === 0 };
  const metrics = new Map<ScalingAlarm['metric'], QueueMetric>();
  function metricOf(name: ScalingAlarm['metric']): QueueMetric {
    const metric = metrics.get(name) ?? createQueueMetric({ ...common, measure: measures[name] });
    metrics.set(name, metric);
    return metric;
  }

  const states = new Map<string, AlarmState>();
  function watch({ name, rule, metric, createPolicy }: ScalingAlarm) {
    const policy = createPolicy();
    const values = metricOf(metric);
    const phaseMs = random() * MINUTE_MS;
    timeline.every(MINUTE_MS, timeline.now() + phaseMs, () => {
      const known = values.lastMinutes(minutesLookedAt(rule));
      const state = alarmStateOf(rule, known, states.get(name));
      states.set(name, state);
      const value = known.findLast((minute) => minute !== undefined);
      if (state !== 'ALARM' || value === undefined) return;
      const { comparison, threshold } = rule;
      const call = { nowMs: timeline.now(), value, threshold, comparison, runningTasks: runningTasks(), clamp };
      const wanted = policy.apply({ ...call, desiredTasks: desired });
      if (wanted !== undefined) desire(wanted, name);
    });
  }
  for (const alarm of rules.alarms) watch(alarm);

  return {
    desiredTasks: () => desired,
    minTasks: () => minTasks,
    alarmState: (name: string) => states.get(name) ?? 'INSUFFICIENT_DATA',
    /** Somebody sends to the queues, receives from them, or asks for their depth: their metrics are active. */
    useQueues() {
      for (const metric of metrics.values()) metric.use();
    },
    /**
     * RegisterScalableTarget with another minimum, which also changes the desired count to be within the bounds.
     * https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
     * @throws {RangeError} above the maximum
     */
    registerMinimum(tasks: number) {
      if (tasks > rules.maxTasks) throw new RangeError(`A minimum of ${tasks} is above the maximum, ${rules.maxTasks}`);
      minTasks = tasks;
      desire(clamp(desired), 'minimum');
    },
    /** UpdateService with another desired count, which no bounds apply to. */
    updateDesired(tasks: number) {
      desire(tasks, 'update');
    },
  };
}

export type ScaledService = ReturnType<typeof createScaledService>;
