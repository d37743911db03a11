import type { ListPosition } from '../../port/job-lists.ts';

/** A part of one shard of an index, the newest first. */
export interface ShardPage<Key> {
  readonly positions: readonly ListPosition[];
  /** Where the shard goes on; absent at its end. */
  readonly nextKey?: Key;
}

/** All shards of an index as one list. */
export interface MergedShards {
  /** The next so many places; fewer at the end. */
  take(count: number): Promise<ListPosition[]>;
  hasMore(): Promise<boolean>;
}

/** The newest first; of the same time, the greater id. */
const inOrder = (a: ListPosition, b: ListPosition) =>
  b.time - a.time || Number(a.jobId < b.jobId) - Number(a.jobId > b.jobId);

interface Shard<Key> {
  readonly number: number;
  /** In order, all that comes before what is still to be read. */
  ready: ListPosition[];
  held: readonly ListPosition[];
  startKey: Key | undefined;
  isRead: boolean;
}

/**
 * Reads shards page by page as their places are needed, and gives them in one order: by time, and at the same time by
 * id. An index keeps no known order at the same time, so that the last time of a page waits for the rest of it.
 */
export function mergeShards<Key>(
  shards: number,
  after: ListPosition | undefined,
  readPage: (shard: number, startKey: Key | undefined) => Promise<ShardPage<Key>>,
): MergedShards {
  const all = Array.from({ length: shards }, (_, number): Shard<Key> => ({
    number,
    ready: [],
    held: [],
    startKey: undefined,
    isRead: false,
  }));
  const isWanted = (position: ListPosition) => !after || inOrder(after, position) < 0;

  const fill = async (shard: Shard<Key>) => {
    while (shard.ready.length === 0 && !shard.isRead) {
      const { positions, nextKey } = await readPage(shard.number, shard.startKey);
      const read = [...shard.held, ...positions];
      const isRead = nextKey === undefined;
      const lastTime = isRead ? undefined : read.at(-1)?.time;
      shard.ready = read.filter((place) => place.time !== lastTime && isWanted(place)).toSorted(inOrder);
      shard.held = read.filter(({ time }) => time === lastTime);
      shard.startKey = nextKey;
      shard.isRead = isRead;
    }
    return shard;
  };

  const first = async () => {
    const filled = await Promise.all(all.map(fill));
    const heads = filled.flatMap((shard) => (shard.ready[0] ? [{ shard, head: shard.ready[0] }] : []));
    return heads.toSorted((a, b) => inOrder(a.head, b.head))[0]?.shard;
  };

  return {
    async take(count) {
      const taken: ListPosition[] = [];
      while (taken.length < count) {
        const next = (await first())?.ready.shift();
        if (!next) break;
        taken.push(next);
      }
      return taken;
    },
    hasMore: async () => (await first()) !== undefined,
  };
}
