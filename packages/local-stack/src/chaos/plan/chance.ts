const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** From 0 up to 1, always the same for the same seed and words: a run's seed decides everything, in whatever order it is asked. */
export function chance(seed: number, ...about: readonly (string | number)[]): number {
  let hash = FNV_OFFSET;
  const text = `${seed}/${about.join('/')}`;
  for (let n = 0; n < text.length; n += 1) hash = Math.imul(hash ^ text.charCodeAt(n), FNV_PRIME);
  // FNV alone leaves neighbours alike.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** One of the keys, as often as its weight among all weights. */
export function weighted<Key extends string>(point: number, weights: Readonly<Partial<Record<Key, number>>>): Key {
  const entries = Object.entries(weights) as [Key, number][];
  let left = point * entries.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [key, weight] of entries) {
    left -= weight;
    if (left < 0) return key;
  }
  return (entries.at(-1) as [Key, number])[0];
}
