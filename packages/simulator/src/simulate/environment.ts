import { FARGATE_LAUNCH_RATE, type LaunchRateRule } from '../fargate/create-launch-rate.ts';
import { FARGATE_START, type StartTime } from '../fargate/start-time.ts';
import { SQS_EVENT_SOURCE, type EventSourceRule } from '../lambda/create-function-pool.ts';
import { DOCUMENTED_LAG, type MetricLag } from '../metrics/metric-lag.ts';
import { ON_DEMAND, type SpotMix } from '../pricing/compute-price.ts';
import type { Range } from '../random/draw.ts';

/** What AWS does and asks for, as far as it is the same for all settings. */
export interface Environment {
  readonly lag: MetricLag;
  readonly launchRate: LaunchRateRule;
  readonly startTime: StartTime;
  /** From a change of the desired count until ECS launches tasks. */
  readonly ecsReactionMs: Range;
  /** From a submission, through Application Auto Scaling, until the desired count has changed. */
  readonly wakeCallMs: Range;
  /** From a message that waits, or a slot that is free, until the job runs. */
  readonly pickUpMs: number;
  readonly stopMs: number;
  readonly eventSource: EventSourceRule;
  readonly lambdaInitMs: Range;
  readonly lambdaKeptWarmMs: number;
  readonly spot: SpotMix;
}

/** Where AWS says nothing, what is assumed is named in docs/simulate.md. */
export const AWS: Environment = {
  lag: DOCUMENTED_LAG,
  launchRate: FARGATE_LAUNCH_RATE,
  startTime: FARGATE_START,
  ecsReactionMs: { min: 1000, max: 5000 },
  wakeCallMs: { min: 500, max: 3000 },
  pickUpMs: 30,
  stopMs: 2000,
  eventSource: SQS_EVENT_SOURCE,
  lambdaInitMs: { min: 300, max: 900 },
  lambdaKeptWarmMs: 10 * 60_000,
  spot: ON_DEMAND,
};
