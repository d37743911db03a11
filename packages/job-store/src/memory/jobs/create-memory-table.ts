import { applyChange } from '../../aws/jobs/change.ts';
import { expiresAtOf, toSeconds, type StoredJob } from '../../aws/jobs/job-item.ts';
import { shardOf } from '../../aws/jobs/index-keys.ts';
import type { JobsTableAccess } from '../../aws/jobs/jobs-table-access.ts';
import type { JobRecord } from '../../port/job-record.ts';
import type { DuePage, JobTable } from '../../port/job-table.ts';
import { copyJson } from '../copy-json.ts';
import { holds, type Attributes } from './evaluate-condition.ts';

/** What the operations on jobs are made of, kept in memory: each call does all that it does at once, before it answers. */
export interface MemoryTable {
  readonly access: JobsTableAccess;
  readonly listDue: JobTable['listDue'];
  readonly listHeld: JobTable['listHeld'];
  /** All that is stored, in the order of creation. */
  readonly stored: () => readonly StoredJob[];
}

export function createMemoryTable(now: () => number): MemoryTable {
  const items = new Map<string, StoredJob>();
  const visible = (jobId: string) => {
    const item = items.get(jobId);
    return item && expiresAtOf(item.job) > toSeconds(now()) ? item : undefined;
  };
  const refused = (jobId: string) => {
    // As DynamoDB tells it with the refusal: as it was then, not when it is looked at.
    const current = visible(jobId);
    return { written: false as const, readCurrent: async () => current };
  };

  return {
    access: {
      now,
      read: async (jobId) => visible(jobId),
      put: async (job, condition) => {
        if (!holds(condition, attributesOf(items.get(job.jobId)))) return refused(job.jobId);
        items.delete(job.jobId);
        items.set(job.jobId, { job: copyJson(job) });
        return { written: true };
      },
      update: async (jobId, change, condition) => {
        const item = items.get(jobId);
        if (!item || !holds(condition, attributesOf(item))) return refused(jobId);
        const { job: previous, before } = item;
        const job = applyChange(previous, change);
        const replaced = { status: previous.status, updatedAt: previous.updatedAt };
        const kept = change.set.status === undefined ? before : replaced;
        items.set(jobId, { job, ...(kept && { before: kept }) });
        return { written: true, previous, job };
      },
      delete: async (jobId, condition) => {
        if (holds(condition, attributesOf(items.get(jobId)))) items.delete(jobId);
      },
    },
    listDue: async (query) => listDue([...items.values()], query, now()),
    listHeld: async (line, limit) => listHeld([...items.values()], line, limit),
    stored: () => [...items.values()],
  };
}

const attributesOf = (item: StoredJob | undefined): Attributes =>
  item ? { ...item.job, expiresAt: expiresAtOf(item.job) } : {};

const listHeld = (items: readonly StoredJob[], line: string, limit: number) =>
  items
    .filter(({ job }) => job.heldLine === line)
    .toSorted((a, b) => a.job.createdAt - b.job.createdAt)
    .slice(0, limit)
    .map(({ job }) => job.jobId);

/** Where a job stands in its shard of the due index; sorts as text. */
const placeOf = ({ jobId, dueAt = 0 }: JobRecord) => `${String(dueAt).padStart(16, '0')} ${jobId}`;

function listDue(
  items: readonly StoredJob[],
  { shard, limit, cursor = '' }: Parameters<JobTable['listDue']>[0],
  now: number,
): DuePage {
  const due = items
    .map(({ job }) => job)
    .filter(({ jobId, dueAt = Infinity }) => dueAt <= now && shardOf(jobId) === shard)
    .filter((job) => placeOf(job) > cursor)
    .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const page = due.slice(0, limit);
  const last = page.at(-1);
  return {
    jobIds: page.map(({ jobId }) => jobId),
    ...(last && due.length > page.length && { cursor: placeOf(last) }),
  };
}
