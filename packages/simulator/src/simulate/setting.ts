import type { EcsCompute, LambdaCompute } from '@jobs/shared-contracts';
import type { ScalingRules } from '../scaling/scaling-rules.ts';
import type { WakeMode } from '../wake/create-waker.ts';

/** What runs the jobs, and how many of it: one of those that are compared. */
export type Setting = {
  readonly name: string;
  /** Jobs at once of a task; the batch of a function. */
  readonly concurrencyPerWorker: number;
} & (
  | {
      readonly kind: 'scaled';
      readonly compute: EcsCompute;
      readonly rules: ScalingRules;
      readonly wake: WakeMode;
      readonly scaleInAfterMinutes: number;
    }
  /** The same tasks all the time. */
  | { readonly kind: 'fixed'; readonly compute: EcsCompute; readonly tasks: number }
  | { readonly kind: 'lambda'; readonly compute: LambdaCompute }
);
