/**
 * Waits, counted by how long they were. Each bucket ends a tenth above the one before it, so that what is read from it
 * is a tenth too much at most, from a millisecond to a month; and the histograms of many workers can be added up.
 */
export type WaitHistogram = ReadonlyMap<number, number>;

const GROWTH = 1.1;

/** The longest wait in a bucket, in milliseconds. */
export const bucketEndMs = (bucket: number) => Math.floor(GROWTH ** bucket);

/** The bucket of a wait, in milliseconds: the first whose end it does not exceed. */
export function bucketOf(waitMs: number): number {
  // The logarithm may be off by its last digit, and an end is rounded.
  let bucket = waitMs <= 1 ? 0 : Math.max(0, Math.floor(Math.log(waitMs) / Math.log(GROWTH)) - 1);
  while (bucketEndMs(bucket) < waitMs) bucket += 1;
  return bucket;
}

/**
 * The wait that so great a share of all did not exceed, from 0 to 1.
 * @returns the end of its bucket in milliseconds; undefined without any waits
 */
export function waitPercentileMs(waits: WaitHistogram, share: number): number | undefined {
  const total = [...waits.values()].reduce((sum, count) => sum + count, 0);
  let left = Math.max(1, Math.ceil(share * total));
  for (const [bucket, count] of [...waits].toSorted(([a], [b]) => a - b)) {
    left -= count;
    if (left <= 0) return bucketEndMs(bucket);
  }
  return undefined;
}
