import { heldLineOf } from '@jobs/job-store';
import { dueShardOf, failureShardOf, ownerShardOf } from '@jobs/job-store/index-keys';
import { createRandom, type Random } from '../random/create-random.ts';

/** The owners of jobs: how many there are, and which share of the jobs the largest has. */
export interface OwnerMix {
  readonly owners: number;
  readonly largestShare: number;
}

/** An index of the jobs table, by name, with the partition that a job's entry is in: the store's own functions. */
const PARTITIONS = {
  due: (jobId: string, _owner: string) => dueShardOf(jobId),
  owner: ownerShardOf,
  failures: (jobId: string, _owner: string) => failureShardOf(jobId),
  held: (_jobId: string, owner: string) => heldLineOf({ limitKey: 'type/text-analyze', lane: 'standard', owner }),
} as const satisfies Record<string, (jobId: string, owner: string) => string>;

export type IndexName = keyof typeof PARTITIONS;
export const INDEX_NAMES = Object.keys(PARTITIONS) as IndexName[];

const SAMPLED_JOBS = 100_000;
const HEX_DIGITS = 8;
const WORDS = 4;

/** 128 random bits, as a submission draws them; one with an `Idempotency-Key` has a hash instead, which is as even. */
const drawJobId = (random: Random) => {
  const word = () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(HEX_DIGITS, '0');
  return `job_${Array.from({ length: WORDS }, word).join('')}`;
};

/** The largest by its share; of the others, the n-th has 1/n as many as the first of them. */
function createOwnerDraw(random: Random, { owners, largestShare }: OwnerMix): () => string {
  const sums: number[] = [];
  for (let n = 1; n < owners; n++) sums.push((sums.at(-1) ?? 0) + 1 / n);
  const total = sums.at(-1) ?? 0;
  return () => {
    if (random() < largestShare || total === 0) return 'owner-0';
    const drawn = random() * total;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) > drawn) high = middle;
      else low = middle + 1;
    }
    return `owner-${low + 1}`;
  };
}

/** Of each index, which share of its writes is in its hottest partition. */
export function hottestShares(mix: OwnerMix, jobs = SAMPLED_JOBS): Readonly<Record<IndexName, number>> {
  const random = createRandom(1, 'keys');
  const drawOwner = createOwnerDraw(random, mix);
  const counts = new Map<IndexName, Map<string, number>>(INDEX_NAMES.map((name) => [name, new Map()]));
  for (let job = 0; job < jobs; job++) {
    const [jobId, owner] = [drawJobId(random), drawOwner()];
    for (const name of INDEX_NAMES) {
      const partition = PARTITIONS[name](jobId, owner);
      const ofIndex = counts.get(name);
      ofIndex?.set(partition, (ofIndex.get(partition) ?? 0) + 1);
    }
  }
  const share = (name: IndexName) => Math.max(...(counts.get(name)?.values() ?? [])) / jobs;
  return { due: share('due'), owner: share('owner'), failures: share('failures'), held: share('held') };
}
