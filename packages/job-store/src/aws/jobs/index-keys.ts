import { INDEX_SHARDS } from '@jobs/shared-contracts';

/** Job ids end in hexadecimal digits that are as good as random, so that they spread jobs evenly over the shards. */
export const shardOf = (jobId: string) => Number.parseInt(jobId.slice(-4), 16) % INDEX_SHARDS;

/** The partition of the due index that holds the jobs of one shard. */
export const dueShard = (shard: number) => `due#${shard}`;

export const dueShardOf = (jobId: string) => dueShard(shardOf(jobId));
export const ownerShardOf = (jobId: string, owner: string) => `${owner}#${shardOf(jobId)}`;
export const failureShardOf = (jobId: string) => `failures#${shardOf(jobId)}`;
