export interface LaunchRateRule {
  /** Tasks that may be launched at once. */
  readonly burst: number;
  readonly perSecond: number;
}

/**
 * Fargate's quota for an account and Region, On-Demand and Spot apart.
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html
 */
export const FARGATE_LAUNCH_RATE: LaunchRateRule = { burst: 100, perSecond: 20 };

/** Gives away launches one by one: a bucket of tokens, of which each launch takes one. */
export function createLaunchRate({ burst, perSecond }: LaunchRateRule) {
  const intervalMs = 1000 / perSecond;
  let fullAtMs = -Infinity;
  return {
    /** When the next launch may begin, asked at a time that never goes back. */
    next(nowMs: number): number {
      fullAtMs = Math.max(fullAtMs, nowMs) + intervalMs;
      return Math.max(nowMs, fullAtMs - burst * intervalMs);
    },
  };
}

export type LaunchRate = ReturnType<typeof createLaunchRate>;
