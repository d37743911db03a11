export { COMPARISONS, type Comparison } from '../alarms/comparison.ts';
export { createRandom, type Random } from '../random/create-random.ts';
export { DOCUMENTED_LAG, type MetricLag } from '../metrics/metric-lag.ts';
export { createTimeline, type Timeline } from '../virtual-time/create-timeline.ts';
export { createScaledService, type ScaledService, type ScaledServiceOptions } from './create-scaled-service.ts';
export { declaredScaling } from './declared-scaling.ts';
export { stepFor, type StepAdjustment } from './step-adjustment.ts';
