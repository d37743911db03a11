import type { Problem } from '@jobs/shared-contracts';
import type { Batches, BatchMember, BatchRecord } from '../../port/batches.ts';
import { copyJson } from '../copy-json.ts';

interface Members {
  readonly known: Map<number, BatchMember>;
  readonly refusals: Map<number, Problem>;
}

/** Batches in memory. */
export function createMemoryBatches(now: () => number): Batches {
  const records = new Map<string, BatchRecord>();
  const members = new Map<string, Members>();
  const of = (batchId: string) => {
    const found: Members = members.get(batchId) ?? { known: new Map(), refusals: new Map() };
    members.set(batchId, found);
    return found;
  };
  const recordMember: Batches['recordMember'] = async ({ batchId }, index, member) => {
    const { known } = of(batchId);
    const before = known.get(index);
    if (!before || before.version < member.version) known.set(index, member);
  };
  return {
    createBatch: async (batch) => {
      const found = records.get(batch.batchId);
      if (found) return { outcome: 'exists', batch: found };
      records.set(batch.batchId, copyJson(batch));
      return { outcome: 'created', batch };
    },
    getBatch: async (batchId) => records.get(batchId),
    replaceBatch: async (before, changed) => {
      if (records.get(before.batchId)?.version !== before.version) return undefined;
      const after = copyJson({ ...changed, version: before.version + 1 });
      records.set(before.batchId, after);
      return after;
    },
    deleteBatch: async (batchId) => {
      records.delete(batchId);
    },
    recordMember,
    recordRefusal: async (batch, index, problem) => {
      of(batch.batchId).refusals.set(index, problem);
      await recordMember(batch, index, { status: 'REFUSED', version: 0 });
    },
    readMembers: async (batchId) => new Map(of(batchId).known),
    readRefusals: async (batchId, from, to) =>
      new Map([...of(batchId).refusals].filter(([index]) => index >= from && index < to)),
    listBatches: async ({ owner, limit, after }) => {
      const all = [...records.values()].filter((batch) => batch.owner === owner).toReversed();
      const begin = after ? all.findIndex(({ batchId }) => batchId === after.batchId) + 1 : 0;
      const batches = all.slice(begin, begin + limit);
      const last = batches.at(-1);
      return { batches, ...(last && all.length > begin + limit && { next: last }) };
    },
    listDueBatches: async (limit) =>
      [...records.values()]
        .filter(({ dueAt = Infinity }) => dueAt <= now())
        .toSorted((a, b) => (a.dueAt ?? 0) - (b.dueAt ?? 0))
        .slice(0, limit)
        .map(({ batchId }) => batchId),
  };
}
