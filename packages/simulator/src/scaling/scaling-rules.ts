import type { AlarmRule } from '../alarms/alarm-state.ts';
import type { PolicyCall } from './step-policy.ts';

/** What decides how many tasks are wanted, while the alarm of it is in ALARM. */
interface ScalingPolicy {
  /** The tasks that are to be there; undefined: nothing is scaled. */
  readonly apply: (call: PolicyCall) => number | undefined;
}

export interface ScalingAlarm {
  readonly name: string;
  readonly rule: AlarmRule;
  /** `backlog`: visible, in flight and delayed messages; `backlogPerTask`: the same by the running tasks. */
  readonly metric: 'backlog' | 'backlogPerTask';
  /** One of its own, as a policy has its cooldown. */
  readonly createPolicy: () => ScalingPolicy;
}

/** How a service is scaled: its bounds, and its alarms with what they do. */
export interface ScalingRules {
  readonly minTasks: number;
  readonly maxTasks: number;
  readonly alarms: readonly ScalingAlarm[];
}
