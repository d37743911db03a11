import { InvalidOptionsError } from '../errors.ts';
import type { Random } from '../random/create-random.ts';
import { drawLogNormal } from '../random/draw.ts';

/**
 * How long a job holds its slot: `<seconds>`, always the same, or `<mean>~<spread>`, a logarithmic normal whose standard
 * deviation is so many means.
 * @throws {InvalidOptionsError}
 */
export function parseWork(text: string): (random: Random) => number {
  const [, mean, , spread] = /^(\d+(?:\.\d+)?)(~(\d+(?:\.\d+)?))?$/.exec(text) ?? [];
  const meanMs = Number(mean) * 1000;
  if (!(meanMs > 0)) {
    throw new InvalidOptionsError([`--work "${text}": write seconds, "5", or a mean and its spread, "5~1".`]);
  }
  return spread === undefined ? () => meanMs : (random) => drawLogNormal(random, meanMs, Number(spread));
}
