import { PRICES } from '@jobs/prices';
import type { EcsCompute, LambdaCompute } from '@jobs/shared-contracts';
import { UnpricedCapacityError } from '../errors.ts';
import type { Usage } from '../workers/workforce.ts';

/** Tasks on Spot by tasks in all, and what is taken off their price. */
export interface SpotMix {
  readonly share: number;
  readonly discount: number;
}

/** Everything On-Demand, as Spot may be out; at the least discount otherwise. */
export const ON_DEMAND: SpotMix = { share: 0, discount: PRICES.fargateArm64.minSpotDiscount };

const MIB_PER_GB = 1024;

/** What a second of a task costs, in dollars. @throws {UnpricedCapacityError} for instances of one's own */
export function taskSecondPrice({ cpuUnits, memoryMiB, capacityProvider }: EcsCompute, spot: SpotMix): number {
  if (capacityProvider !== undefined && !capacityProvider.startsWith('FARGATE')) {
    throw new UnpricedCapacityError(capacityProvider);
  }
  const { usdPerVcpuHour, usdPerGbHour } = PRICES.fargateArm64;
  const onDemand = ((cpuUnits / 1024) * usdPerVcpuHour + (memoryMiB / MIB_PER_GB) * usdPerGbHour) / 3600;
  const share = capacityProvider === undefined ? spot.share : Number(capacityProvider === 'FARGATE_SPOT');
  return onDemand * (1 - share * spot.discount);
}

export function functionDollars({ memoryMiB }: LambdaCompute, { billedSeconds, invocations }: Usage): number {
  const { usdPerGbSecond, usdPerMillionRequests } = PRICES.lambdaArm64;
  return (memoryMiB / MIB_PER_GB) * billedSeconds * usdPerGbSecond + (invocations * usdPerMillionRequests) / 1e6;
}
