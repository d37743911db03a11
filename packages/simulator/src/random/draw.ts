import type { Random } from './create-random.ts';

export interface Range {
  readonly min: number;
  readonly max: number;
}

export const drawBetween = (random: Random, { min, max }: Range): number => min + random() * (max - min);

/** Waiting time until the next of events that come at random, so many apart on average. */
export const drawExponential = (random: Random, mean: number): number => -Math.log(1 - random()) * mean;

/** One of a triangle: from `min` to `max`, most often about `mode`. */
export function drawTriangular(random: Random, { min, mode, max }: Range & { readonly mode: number }): number {
  const share = random();
  if (max === min) return min;
  const rise = (mode - min) / (max - min);
  return share < rise
    ? min + Math.sqrt(share * (max - min) * (mode - min))
    : max - Math.sqrt((1 - share) * (max - min) * (max - mode));
}

/** A logarithmic normal of a mean; `spread` is its standard deviation by its mean. */
export function drawLogNormal(random: Random, mean: number, spread: number): number {
  const sigma = Math.sqrt(Math.log(1 + spread ** 2));
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return mean * Math.exp(sigma * normal - sigma ** 2 / 2);
}
