import type { Batches, BatchRecord, JobTable } from '@jobs/job-store';
import { isTerminal, type BatchMemberList, type BatchMemberView } from '@jobs/shared-contracts';
import { memberPlaceOf, readPage } from '../batches/batch-cursor.ts';
import { memberJobId } from '../batches/batch-ids.ts';
import { ownBatch } from '../batches/own-batch.ts';
import { createApiHandler, type ApiHandler } from '../http/create-api-handler.ts';
import { jsonResponse } from '../http/response.ts';
import { openRuntimeWithStore, type HandlerOverrides } from '../setup/handler-dependencies.ts';
import type { ListBatchJobsConfig } from './load-config.ts';

export function createHandler(config: ListBatchJobsConfig, overrides: HandlerOverrides = {}): ApiHandler {
  const { store, logger, now } = openRuntimeWithStore(config, overrides);
  return createApiHandler({
    operationId: 'list-batch-jobs',
    logger,
    now,
    handle: async (request) => {
      const batch = await ownBatch(store.batches, request);
      const { limit, after: from = 0 } = readPage(request.query, memberPlaceOf);
      const to = Math.min(from + limit, batch.size);
      const answer: BatchMemberList = {
        jobs: await presentMembers(store, batch, from, to),
        ...(to < batch.size && { nextCursor: String(to) }),
      };
      return jsonResponse(200, answer, { 'cache-control': 'private, no-cache' });
    },
  });
}

/** Of those that have not ended, the jobs themselves are asked. */
async function presentMembers(
  { batches, jobs }: { readonly batches: Batches; readonly jobs: Pick<JobTable, 'getJob'> },
  { batchId }: BatchRecord,
  from: number,
  to: number,
): Promise<BatchMemberView[]> {
  const [members, refusals] = await Promise.all([
    batches.readMembers(batchId),
    batches.readRefusals(batchId, from, to),
  ]);
  const present = async (index: number): Promise<BatchMemberView> => {
    const status = members.get(index)?.status;
    const problem = refusals.get(index);
    if (status === 'REFUSED') return { index, ...(problem && { problem }) };
    const jobId = memberJobId(batchId, index);
    if (status !== undefined && isTerminal(status)) return { index, jobId, status };
    const job = await jobs.getJob(jobId);
    // Not there yet: the batch is being submitted.
    return job ? { index, jobId, status: job.status } : { index };
  };
  return Promise.all(Array.from({ length: Math.max(0, to - from) }, (_, offset) => present(from + offset)));
}
