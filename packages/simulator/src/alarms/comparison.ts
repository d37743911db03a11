/** How an alarm compares a value with its threshold, in CloudWatch's words. */
export const COMPARISONS = {
  GreaterThanOrEqualToThreshold: (value: number, threshold: number) => value >= threshold,
  GreaterThanThreshold: (value: number, threshold: number) => value > threshold,
  LessThanOrEqualToThreshold: (value: number, threshold: number) => value <= threshold,
  LessThanThreshold: (value: number, threshold: number) => value < threshold,
} as const;

export type Comparison = keyof typeof COMPARISONS;

/** Whether an alarm is about values above its threshold. */
export const isAbove = (comparison: Comparison): boolean => comparison.startsWith('Greater');
