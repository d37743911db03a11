import { payloadKeys, type Batches, type BatchCounts, type BatchRecord, type JobTable } from '@jobs/job-store';
import type { BatchManifest, JsonValue, ManifestEntry } from '@jobs/shared-contracts';
import { forEachAtOnce } from '../push/for-each-at-once.ts';
import { memberJobId } from './batch-ids.ts';

export interface ManifestDependencies {
  readonly jobs: Pick<JobTable, 'getJob'>;
  readonly batches: Pick<Batches, 'readRefusals'>;
}

type Members = Awaited<ReturnType<Batches['readMembers']>>;

const AT_ONCE = 25;

/** What came of each member of a batch, of which all have ended. */
export async function buildManifest(
  deps: ManifestDependencies,
  batch: BatchRecord,
  members: Members,
  counts: BatchCounts,
): Promise<BatchManifest> {
  const refusals = await deps.batches.readRefusals(batch.batchId, 0, batch.size);
  const entries: ManifestEntry[] = [];
  await forEachAtOnce(Array(batch.size).keys(), AT_ONCE, async (index) => {
    const problem = refusals.get(index);
    const status = members.get(index)?.status ?? 'REFUSED';
    entries[index] =
      status === 'REFUSED'
        ? { index, status, ...(problem && { problem }) }
        : { index, status, ...(await entryOf(deps, memberJobId(batch.batchId, index))) };
  });
  return {
    id: batch.batchId,
    ...(batch.name !== undefined && { name: batch.name }),
    tags: batch.tags,
    counts,
    createdAt: new Date(batch.createdAt).toISOString(),
    jobs: entries,
  };
}

/** Of a job that its owner has deleted meanwhile there is no more than its id. */
async function entryOf(
  { jobs }: ManifestDependencies,
  jobId: string,
): Promise<Omit<ManifestEntry, 'index' | 'status'>> {
  const path = `/v1/jobs/${jobId}`;
  const job = await jobs.getJob(jobId);
  if (!job) return { jobId };
  const files = job.result && 'inline' in job.result ? filesIn(jobId, job.result.inline) : [];
  const isFailure = job.status !== 'SUCCEEDED' && job.error;
  return { jobId, path, ...(files.length > 0 && { files }), ...(isFailure && { error: job.error }) };
}

type File = NonNullable<ManifestEntry['files']>[number];

/** The files that a result names and that the job itself wrote. */
function filesIn(jobId: string, value: JsonValue): File[] {
  if (typeof value !== 'object' || value === null) return [];
  const { key, name, contentType, sizeBytes } = value as Readonly<Record<string, unknown>>;
  const isFile =
    typeof key === 'string' &&
    typeof name === 'string' &&
    typeof contentType === 'string' &&
    typeof sizeBytes === 'number' &&
    payloadKeys.isOfJob(jobId, key);
  if (isFile) return [{ name, contentType, sizeBytes, path: `/v1/jobs/${jobId}/files/${encodeURIComponent(name)}` }];
  return Object.values(value).flatMap((member) => filesIn(jobId, member));
}
