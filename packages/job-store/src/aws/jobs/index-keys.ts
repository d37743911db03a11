import { INDEX_SHARDS } from '@jobs/shared-contracts';

/** Job ids end in hexadecimal digits that are as good as random, so that they spread jobs evenly over the shards. */
export const shardOf = (jobId: string) => Number.parseInt(jobId.slice(-4), 16) % INDEX_SHARDS;

/** The partition of the due index that holds the jobs of one shard. */
export const dueShard = (shard: number) => `due#${shard}`;

export const dueShardOf = (jobId: string) => dueShard(shardOf(jobId));
/** No owner's name has a `#`. */
export const ownerShard = (owner: string, shard: number) => `${owner}#${shard}`;
export const ownerShardOf = (jobId: string, owner: string) => ownerShard(owner, shardOf(jobId));
export const failureShard = (shard: number) => `failures#${shard}`;
export const failureShardOf = (jobId: string) => failureShard(shardOf(jobId));
